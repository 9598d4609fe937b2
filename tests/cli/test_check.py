"""`argmap check`: all complaints about all files."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from running import MAP, run, saved

from argmap.diagnostics import Diagnostic, Rule, Severity
from argmap.reading import Reading

WRONG = "[A]: Text. {wieght: .3}\n    + [B]\n"


def test_clean_files(tmp_path: Path) -> None:
    again = saved(tmp_path, MAP, "again.argdown")
    result = run("check", saved(tmp_path), again, "--ignore", "AM6")
    assert (result.exit_code, result.output) == (0, "2 files checked: all is well.\n")


def test_every_complaint_of_every_file_in_one_run(tmp_path: Path) -> None:
    result = run("check", saved(tmp_path, WRONG), tmp_path / "missing", tmp_path)
    assert result.exit_code == 1
    for code in ("AM307", "AM501", "AM101"):
        assert f"error[{code}]" in result.stdout
    assert "this is a directory" in result.stdout
    assert result.stdout.endswith("3 files checked: 4 errors.\n")


def test_a_complaint_about_an_included_file_is_made_once(tmp_path: Path) -> None:
    part = saved(tmp_path, WRONG, "part.argdown")
    whole = saved(tmp_path, "@include(part.argdown)\n\n[C]: Text.\n")
    assert run("check", whole, part).stdout.count("AM307") == 1


def test_warnings_count(tmp_path: Path) -> None:
    path = tmp_path / "crlf.argdown"
    path.write_bytes(b"[A]: Text.\r\n")
    result = run("check", path, "--select", "carriage-return")
    assert result.exit_code == 1
    assert result.stdout.endswith("1 file checked: 1 warning.\n")


def test_objections_are_shown_and_count_when_asked(tmp_path: Path) -> None:
    path = saved(tmp_path)
    result = run("check", path)
    assert result.exit_code == 0
    assert "warning[AM606]" in result.stdout
    assert run("check", path, "--strict").exit_code == 1
    assert run("check", path, "--strict", "--ignore", "AM6").exit_code == 0
    assert "AM606" not in run("check", path, "--ignore", "undated").stdout
    only = run("check", path, "--select", "undated", "--select", "AM601").stdout
    assert set(re.findall(r"AM\d+", only)) == {"AM601", "AM606"}


def test_objections_wait_until_a_file_reads_and_may_be_allowed(tmp_path: Path) -> None:
    assert "AM6" not in run("check", saved(tmp_path, WRONG)).stdout
    text = "[A]: One.\n    - [B]: Two. // allow AM603: for the sake of the test\n"
    result = run("check", saved(tmp_path, text), "--strict")
    assert (result.exit_code, result.stdout) == (0, "1 file checked: all is well.\n")


def test_an_unmet_expectation_is_a_mistake(tmp_path: Path) -> None:
    text = MAP.replace("    scenarios:", "    expect: [Wiring first]\n    scenarios:")
    result = run("check", saved(tmp_path, text), "--select", "AM617")
    assert result.exit_code == 1
    assert "expected: Wiring first; but rank 2" in result.stdout


def test_sarif(tmp_path: Path) -> None:
    log = json.loads(run("check", saved(tmp_path, WRONG), "--format", "sarif").stdout)
    assert [one["ruleId"] for one in log["runs"][0]["results"]] == ["AM307", "AM501"]


def test_notes_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Rule("AM999", "remark", "Something worth knowing.", Severity.NOTE)
    said = Reading(None, (Diagnostic(rule, "a remark", None, "leave it", file="x"),))
    monkeypatch.setattr("argmap.text.read.read", lambda _path: said)
    result = run("check", saved(tmp_path))
    assert result.exit_code == 0
    assert (
        result.stdout
        == "x:1:1: note[AM999] a remark\n  = remedy: leave it\n\n1 file checked: 1 note.\n"
    )
    assert run("check", saved(tmp_path), "--format", "github").stdout.startswith("::notice ")


def test_json(tmp_path: Path) -> None:
    result = run("check", saved(tmp_path, WRONG), "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert [(one["code"], one["line"], one["column"]) for one in found] == [
        ("AM307", 1, 13),
        ("AM501", 2, 7),
    ]
    clean = run("check", saved(tmp_path), "--format", "json", "--ignore", "AM6")
    assert json.loads(clean.stdout) == []


def test_github_annotations(tmp_path: Path) -> None:
    path = saved(tmp_path, WRONG.replace("wieght", '"100%,:"'), "a,b.argdown")
    first = run("check", path, "--format", "github").stdout.split("\n")[0]
    assert first.startswith("::error file=")
    assert "a%2Cb.argdown,line=1,col=13,title=AM307 unknown-key::'100%25" in first
    assert "%0Aremedy: " in first
    clean = run("check", saved(tmp_path), "--format", "github", "--ignore", "AM6")
    assert clean.output == ""


def test_no_files_is_wrong_usage() -> None:
    result = run("check")
    assert result.exit_code == 2
    assert "Missing argument 'FILE...'" in result.stderr


HOSTILE = [
    b"",
    b"\x00" * 100,
    b"\xff\xfe[\x00A\x00]\x00",
    b"\xef\xbb\xbf[A]: Text.\n",
    b"[A]: Text. " + b"{" * 100_000,
    b"[" * 100_000,
    b"[A]: " + b"x" * 1_100_000,
    b"\n".join(b" " * 4 * depth + b"+ S%d" % depth for depth in range(1_000)),
    b"===\nargmap: {a: &a [*a]}\n===\n",
]


def test_hostile_files_get_complaints_and_never_a_traceback(tmp_path: Path) -> None:
    for number, content in enumerate(HOSTILE):
        path = tmp_path / f"{number}.argdown"
        path.write_bytes(content)
        for command in ("check", "assess"):
            assert run(command, path).exit_code in (0, 1)


PIECES = st.sampled_from(
    [
        *(b"[A]", b"[A]: ", b"<B>", b"\n", b"\n\n", b"    + ", b"    _ ", b"{", b"}", b"{.5}"),
        *(b"===\n", b"argmap:\n", b"# ", b"(1) ", b"----\n", b"#assessment", b"\xff", b"\x1b["),
    ]
)


@settings(max_examples=60)
@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=30).map(b"".join)))
def test_any_bytes_give_0_or_1(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.argdown"
        path.write_bytes(content)
        for command in ("check", "assess"):
            result = run(command, path)
            assert result.exit_code in (0, 1)
            assert "\x1b" not in result.output
