"""`argmap assess`: what it prints, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from running import MAP, run, saved

import argmap as am
from argmap.cli.report import degree


def lines(output: str) -> list[str]:
    return output.rstrip("\n").split("\n")


class TestText:
    def test_the_ranking_says_who_is_first_by_how_much_and_why(self, tmp_path: Path) -> None:
        result = run("assess", saved(tmp_path))
        assert result.exit_code == 0
        assert result.stderr == ""
        assert "Arson comes first, strongly ahead of Wiring." in lines(result.stdout)
        assert "for      0.71  Two seats: It began in two places." in result.stdout
        assert "brigade p4" in result.stdout
        assert lines(result.stdout)[-1] == "Scored by log-odds, under no scenario."

    def test_nothing_is_wider_than_80_columns_and_nothing_is_coloured(self, tmp_path: Path) -> None:
        long = MAP.replace("It began in two places.", "It began in two places. " * 20)
        long = long.replace("[Wiring]: The", "[" + "Wiring and more of it " * 4 + "]: The")
        long = long.replace("    -> [Wiring] {strong}\n", "")
        result = run("assess", saved(tmp_path, long))
        assert result.exit_code == 0
        assert max(map(len, lines(result.stdout))) <= 80
        assert "\x1b" not in result.output
        assert all(line == line.rstrip() for line in lines(result.stdout))

    def test_the_longest_bar_fills_its_column(self, tmp_path: Path) -> None:
        result = run("assess", saved(tmp_path), "--assume", "[Arson]=1", "--assume", "Wiring=0.5")
        bars = [line.count("█") for line in lines(result.stdout) if "█" in line]
        scale = next(line for line in lines(result.stdout) if "log-odds  0" in line)
        assert bars[0] == scale.index("1", scale.index("½")) - scale.index("0") + 1
        assert bars[1] == bars[0] // 2

    def test_whose_word_stands_beside_each_reason(self, tmp_path: Path) -> None:
        output = run("assess", saved(tmp_path)).stdout
        assert "neighbour (brigade p2)" in output
        assert "via brigade" in output  # Motive is cited nowhere; Debts below it is

    def test_tied_positions_share_a_rank(self, tmp_path: Path) -> None:
        text = MAP[MAP.index("# What caused") : MAP.index("# What was seen")]
        output = run("assess", saved(tmp_path, text)).stdout
        assert "Wiring and Arson share the first rank." in output
        assert output.count("\n 1  ") == 4
        assert "nothing speaks for it or against it" in output

    def test_one_position_and_none(self, tmp_path: Path) -> None:
        one = run("assess", saved(tmp_path, "[A]: Something.\n"))
        assert "A is the only position, at 0.500." in one.stdout
        none = run("assess", saved(tmp_path, "[A]: Something. #event\n"))
        assert none.exit_code == 0
        assert "nothing to rank" in none.stdout

    def test_what_is_not_settled_has_no_rank(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assessment = am.assess(am.parse(MAP).required())
        strengths = dict(assessment.strengths) | {"[Arson]": float("nan")}
        monkeypatch.setattr(
            "argmap.assessment.Assessment.strengths", property(lambda _self: strengths)
        )
        result = run("assess", saved(tmp_path))
        assert "Wiring comes first; the others do not settle." in result.stdout
        assert "unsettled" in result.stdout
        assert json.loads(run("assess", saved(tmp_path), "--format", "json").stdout)

    def test_quiet_prints_the_rankings_alone(self, tmp_path: Path) -> None:
        output = run("assess", saved(tmp_path), "-q").stdout
        assert "Two seats" not in output
        assert "Scored by" not in output
        assert "Arson" in output

    def test_reasons_can_be_limited(self, tmp_path: Path) -> None:
        output = run("assess", saved(tmp_path), "--reasons", "1").stdout
        assert "Two seats" in output
        assert "Figure" not in output

    def test_without_blocks_in_the_encoding_bars_are_hashes(self, tmp_path: Path) -> None:
        from click.testing import CliRunner

        from argmap.cli import app

        text = MAP.replace("The fire\n", "Größe der Brände\n")
        result = CliRunner(charset="ascii").invoke(app, ["assess", str(saved(tmp_path, text))])
        assert result.exit_code == 0, result.exception
        assert "####" in result.stdout
        assert "-0." in result.stdout  # the minus as well
        assert "Gr??e der Br?nde" in result.stdout

    @pytest.mark.parametrize(
        ("gap", "word"),
        [
            (0.0, "tied"),
            (0.2499, "narrowly"),
            (0.25, "clearly"),
            (0.99, "clearly"),
            (1.0, "strongly"),
        ],
    )
    def test_gaps_in_words(self, gap: float, word: str) -> None:
        assert degree(gap) == word


class TestOtherFormats:
    def test_csv_is_tidy(self, tmp_path: Path) -> None:
        path = saved(tmp_path)
        rows = list(csv.DictReader(io.StringIO(run("assess", path, "--format", "csv").stdout)))
        assert [row["position"] for row in rows] == ["[Arson]", "[Wiring]"]
        ranking = am.assess(am.load(path)).ranking("cause")
        assert [float(row["score"]) for row in rows] == [place.score for place in ranking]

    def test_csv_of_several_questions_has_one_header(self) -> None:
        output = run("assess", "arguments/iran-russia.argdown", "--format", "csv").stdout
        rows = list(csv.DictReader(io.StringIO(output)))
        assert {row["question"] for row in rows} == {"closeness", "entrenchment", "arms"}

    def test_json_holds_everything(self, tmp_path: Path) -> None:
        output = run("assess", saved(tmp_path), "--format", "json", "--scenario", "deaf").stdout
        found = json.loads(output)
        assert found["semantics"] == "log-odds"
        assert found["scenario"] == "deaf"
        assert found["changes"] == [
            {
                "action": "scale",
                "selector": "source:neighbour",
                "value": 0.1,
                "nodes": 1,
                "links": 0,
            }
        ]
        first = found["questions"][0]["places"][0]
        assert first["position"] == "[Arson]"
        assert first["reasons"][0]["reference"] == "[Two seats]"
        assert first["reasons"][0]["source"] == "brigade"

    def test_json_has_null_for_what_is_not_finite(self, tmp_path: Path) -> None:
        output = run(
            "assess", saved(tmp_path), "--format", "json", "--assume", "[Arson]=true"
        ).stdout
        assert json.loads(output)["questions"][0]["places"][0]["log_odds"] is None

    def test_markdown_escapes_what_the_text_says(self, tmp_path: Path) -> None:
        text = MAP.replace("The fire\n", "A | <b>*fire*</b>\n")
        output = run("assess", saved(tmp_path, text), "--format", "md").stdout
        assert output.startswith("# A \\| \\<b\\>\\*fire\\*\\</b\\>\n")
        assert "| Arson | for | 0.71 | Two seats |" in output

    def test_the_suffix_says_the_format(self, tmp_path: Path) -> None:
        path = saved(tmp_path)
        for suffix, begins in ((".txt", "The fire"), (".md", "# The fire"), (".csv", "question,")):
            target = tmp_path / f"out{suffix}"
            result = run("assess", path, "-o", target)
            assert (result.exit_code, result.output) == (0, "")
            content = target.read_text("utf-8")
            assert content.startswith(begins)
            assert content.endswith("\n")
        assert run("assess", path, "-o", tmp_path / "x.json").exit_code == 0
        json.loads((tmp_path / "x.json").read_text("utf-8"))

    def test_a_file_holds_the_same_as_the_screen(self, tmp_path: Path) -> None:
        path, target = saved(tmp_path), tmp_path / "out.txt"
        run("assess", path, "-o", target)
        assert target.read_text("utf-8") == run("assess", path).stdout


class TestSupposing:
    def test_what_each_change_touched_is_said(self, tmp_path: Path) -> None:
        output = run(
            "assess", saved(tmp_path), "--scale", "source:neighbour=0.5", "--drop", "[Two seats]"
        ).stdout
        said = " ".join(output.split())
        assert "scale source:neighbour × 0.5 (1 node); drop [Two seats] (1 node)." in said

    def test_options_come_on_top_of_a_scenario_of_the_file(self, tmp_path: Path) -> None:
        path = saved(tmp_path)
        found = run(
            "assess", path, "--scenario", "deaf", "--assume", "Figure=true", "--format", "json"
        ).stdout
        map_ = am.load(path)
        both = am.Scenario("both", extends="deaf").assume("Figure", True)
        wanted = am.assess(map_, scenario=both).ranking()
        places = json.loads(found)["questions"][0]["places"]
        assert [one["score"] for one in places] == [place.score for place in wanted]
        assert json.loads(found)["scenario"] == "deaf + assume Figure = true"

    def test_the_last_equals_sign_divides(self, tmp_path: Path) -> None:
        path = saved(tmp_path, "[x = y]: An equation.\n    +> [A]: Something else.\n")
        assert run("assess", path, "--assume", "[x = y]=false").exit_code == 0

    def test_every_change_has_its_option(self, tmp_path: Path) -> None:
        path = saved(tmp_path)
        options = ("--only", "in:brigade", "--set", "Debts=0.6", "--shift", "Figure=-1.5")
        flipped = ("--flip", "[Figure] -> [Arson]", "--set", "[Motive] -> [Arson]=0.9")
        found = run("assess", path, *options, *flipped, "--format", "csv").stdout
        scenario = (
            am.Scenario("s")
            .only("in:brigade")
            .set("Debts", 0.6)
            .shift("Figure", by=-1.5)
            .flip("[Figure] -> [Arson]")
            .set("[Motive] -> [Arson]", 0.9)
        )
        expected = am.assess(am.load(path), scenario=scenario).ranking()
        shown = {row["position"]: row["score"] for row in csv.DictReader(io.StringIO(found))}
        assert shown == {place.reference: repr(place.score) for place in expected}

    def test_an_assumed_position_says_so(self, tmp_path: Path) -> None:
        output = run("assess", saved(tmp_path), "--assume", "[Arson]=0.9").stdout
        assert "assumed at 0.900, so that nothing bears on it" in output
        output = run("assess", saved(tmp_path), "--drop", "[Arson]").stdout
        assert "dropped, so that nothing bears on it" in output

    def test_semantics_by_name(self, tmp_path: Path) -> None:
        path = saved(tmp_path)
        output = run("assess", path, "--semantics", "df-quad", "--format", "csv").stdout
        wanted = am.assess(am.load(path), semantics=am.DF_QUAD).ranking()
        assert float(next(csv.DictReader(io.StringIO(output)))["score"]) == wanted.places[0].score


USAGE = [
    (["--semantics", "dfquad"], "did you mean 'df-quad'?"),
    (["--scenario", "deef"], "did you mean 'deaf'?; known: deaf"),
    (["--question", "cuse"], "did you mean 'cause'?; known: cause"),
    (["--drop", "[Figur]"], "--drop '[Figur]' matches nothing; did you mean 'Figure'?"),
    (["--drop", "colour:red"], "nothing has the property 'colour'"),
    (["--drop", " "], "name what to drop"),
    (["--assume", "Figure"], "write it like '[X]=true'"),
    (["--assume", "Figure=yes"], "true, false or a number from 0 to 1"),
    (["--assume", "Figure=1.5"], "between 0 and 1"),
    (["--assume", "Figure=nan"], "between 0 and 1"),
    (["--assume", "Figure=1", "--assume", "Figure=0"], "gives [Figure] two values"),
    (["--assume", "Figure=1", "--drop", "Figure"], "both drops and assumes [Figure]"),
    (["--scale", "Figure=-1"], "at least 0"),
    (["--scale", "Figure=inf"], "finite"),
    (["--set", "Figure=1.5"], "between 0 and 1"),
    (["--set", "Figure=much"], "a number from 0 to 1"),
    (["--shift", "Figure=inf"], "finite"),
    (["--flip", "Figure"], "flip turns links"),
    (["--flip", " "], "name what to flip"),
    (["--only", "source:nobody"], "--only 'source:nobody' matches nothing"),
    (["--scale", "=2"], "lacks a part"),
    (["--format", "xml"], "'xml' is not one of"),
    (["--reasons", "-1"], "-1 is not in the range"),
    (["-o", "out"], "the suffix says which format"),
    (["-o", "out.svg"], "the suffix says which format"),
    (["--colour"], "No such option"),
]


@pytest.mark.parametrize(("options", "said"), USAGE, ids=lambda value: str(value)[:40])
def test_wrong_usage_ends_with_2_and_says_what_is_right(
    options: list[str], said: str, tmp_path: Path
) -> None:
    result = run("assess", saved(tmp_path), *options)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr


class TestFiles:
    def test_a_missing_file_and_a_folder_are_problems(self, tmp_path: Path) -> None:
        for path in (tmp_path / "missing.argdown", tmp_path):
            result = run("assess", path)
            assert (result.exit_code, result.stdout) == (1, "")
            assert "error[AM101]" in result.stderr

    def test_errors_leave_nothing_to_score(self, tmp_path: Path) -> None:
        result = run("assess", saved(tmp_path, "[A]: Text. {wieght: .3}\n    + [B]\n"))
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.count("error[") == 2

    def test_warnings_are_shown_and_do_not_stop(self, tmp_path: Path) -> None:
        path = tmp_path / "crlf.argdown"
        path.write_bytes(b"[A]: Text.\r\n")
        assert "warning[AM104]" in run("assess", path).stderr
        assert run("assess", path).exit_code == 0
        assert run("assess", path, "-q").stderr == ""

    def test_an_input_is_never_written_over(self, tmp_path: Path) -> None:
        whole = saved(tmp_path, "@include(part.md)\n\n[A]: Text.\n    + [B]\n", "whole.txt")
        part = saved(tmp_path, "[B]: More.\n", "part.md")
        side = saved(tmp_path, "semantics: df-quad\n", "part.argmap.yaml")
        shared = saved(tmp_path, "version: 1\n", "argmap.yaml")
        link = tmp_path / "link.md"
        link.symlink_to(part)
        for target in (whole, part, side, shared, link):
            before = target.read_bytes()
            result = run("assess", whole, "--format", "text", "-o", target)
            assert result.exit_code == 2
            assert "is read to make this" in result.stderr
            assert target.read_bytes() == before

    def test_a_file_that_cannot_be_written_is_a_problem(self, tmp_path: Path) -> None:
        result = run("assess", saved(tmp_path), "-o", tmp_path / "nowhere" / "out.csv")
        assert result.exit_code == 1
        assert "cannot be written" in result.stderr

    def test_a_semantics_that_refuses_the_map_is_a_problem(self, tmp_path: Path) -> None:
        text = "[A]: Text.\n    + More. {edge: {lr: 3}}\n"
        result = run("assess", saved(tmp_path, text), "--semantics", "df-quad")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("Error: ")

    def test_text_that_would_move_the_cursor_is_shown_harmless(self, tmp_path: Path) -> None:
        path = saved(tmp_path, "[A]: Text\u202e with a turn.\n    + [B\u200b]: x\n")
        assert "\u202e" not in run("assess", path).output
