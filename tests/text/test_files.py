"""Files that are no text, or not quite: a diagnostic with place and remedy, never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.reading import ReadError, Reading
from argmap.text.read import load, parse, read

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


def codes(reading: Reading) -> list[str]:
    return [one.code for one in reading.diagnostics]


def test_a_missing_file_suggests_the_one_beside_it(write: Write) -> None:
    path = write("iran.argdown", "[A]: Text.\n")
    reading = read(path.with_name("iram.argdown"))
    assert codes(reading) == ["AM101"]
    assert reading.diagnostics[0].remedy == str(path)


def test_a_shared_suffix_makes_no_two_names_alike(write: Write) -> None:
    path = write("m.argdown", "[A]: Text.\n")
    (found,) = read(path.with_name("gone.argdown")).diagnostics
    assert found.remedy == "the path of a text file"


def test_a_directory_and_a_path_with_a_nul_are_no_files(tmp_path: Path) -> None:
    assert codes(read(tmp_path)) == ["AM101"]
    assert codes(read("a\0b")) == ["AM101"]


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (b"[A]: \xff\xfe", "AM102", (1, 6)),
        ("[A]: caf\u00e9\n\n[B]: x".encode("latin-1"), "AM102", (1, 9)),
        ("[A]: text".encode("utf-16"), "AM102", (1, 1)),
        ("[A]: text".encode("utf-32"), "AM102", (1, 1)),
        (b"\xef\xbb\xbf[A]: text\n", "AM103", (1, 1)),
        (b"[A]: text\r\n\r\n[B]: text\r\n", "AM104", (1, 10)),
        (b"[A]: text\n\n[B]: text\r\n", "AM104", (3, 10)),
        (b"", "AM105", (1, 1)),
        (b" \n\n// nothing but a comment\n", "AM105", (1, 1)),
        (b"[A]: te\x00xt\n", "AM106", (1, 8)),
    ],
)
def test_bytes(write: Write, content: bytes, code: str, place: tuple[int, int]) -> None:
    (found,) = read(write("x.argdown", content)).diagnostics
    assert (found.code, found.place[1:]) == (code, place)


def test_a_byte_order_mark_and_crlf_lose_nothing(write: Write) -> None:
    text = "[A]: one\n  two\n    + [B]: three {.5,\n      note: four}\n"
    plain = read(write("plain.argdown", text)).map
    assert plain is not None
    odd = read(write("odd.argdown", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())).map
    assert odd is not None
    assert (odd.nodes, odd.links) == (plain.nodes, plain.links)


@pytest.mark.parametrize(
    ("front", "code", "place"),
    [
        ("title: [a", "AM304", (2, 10)),
        ("title: a\ntitle: b", "AM305", (3, 1)),
        ("argmap: &a {version: 1}", "AM306", (2, 9)),
        ("argmap: !!python/object {version: 1}", "AM306", (2, 9)),
        ("a: 1\n--- \nb: 2", "AM304", (3, 1)),
        ("argmap: [1]", "AM406", (2, 9)),
        ("argmap: {vesrion: 1}", "AM307", (2, 10)),
    ],
)
def test_front_matter(write: Write, front: str, code: str, place: tuple[int, int]) -> None:
    reading = read(write("x.argdown", f"===\n{front}\n===\n\n[A]: Text.\n"))
    assert [(one.code, one.place[1:]) for one in reading.diagnostics] == [(code, place)]


def test_front_matter_needs_a_blank_line_and_an_end(write: Write) -> None:
    assert codes(read(write("x.argdown", "===\ntitle: x\n===\n[A]: Text.\n"))) == ["AM205"]
    assert codes(read(write("x.argdown", "===\ntitle: x\n\n[A]: Text.\n"))) == ["AM212"]
    late = "[A]: Text.\n\n===\ntitle: x\n===\n\n[B]: Text.\n"
    assert codes(read(write("x.argdown", late))) == ["AM211"]


class TestInclude:
    def test_every_kind_of_mistake(self, write: Write) -> None:
        write("front.argdown", "===\ntitle: x\n===\n\n[F]: Text.\n")
        write("self.argdown", "@include(main.argdown)\n")
        path = write(
            "main.argdown",
            "@include(gone.argdown)\n\n@include(../out.argdown)\n\n@include(/etc/hostname)\n\n"
            "@include(front.argdown)\n\n@include(self.argdown)\n\n@include()\n\n[A]: Text.\n",
        )
        reading = read(path)
        found = [(Path(one.name).name, one.place[1], one.code) for one in reading.diagnostics]
        assert sorted(found) == [
            ("front.argdown", 1, "AM404"),
            ("main.argdown", 1, "AM401"),
            ("main.argdown", 3, "AM402"),
            ("main.argdown", 5, "AM402"),
            ("main.argdown", 11, "AM401"),
            ("self.argdown", 1, "AM403"),
        ]

    def test_a_link_that_leads_outside_is_outside(self, write: Write, tmp_path: Path) -> None:
        outside = tmp_path.parent / f"{tmp_path.name}-outside.argdown"
        outside.write_text("[B]: Text.\n")
        path = write("main.argdown", "@include(inner.argdown)\n\n[A]: Text.\n")
        (tmp_path / "inner.argdown").symlink_to(outside)
        assert codes(read(path)) == ["AM402"]

    def test_two_chapters_may_share_a_file(self, write: Write) -> None:
        write("shared.argdown", "[S]: Shared.\n")
        write("one.argdown", "@include(shared.argdown)\n\n[S]\n    + [One]: Text.\n")
        write("two.argdown", "@include(shared.argdown)\n\n[S]\n    - [Two]: Text.\n")
        both = load(write("both.argdown", "@include(one.argdown)\n\n@include(two.argdown)\n"))
        assert [node.reference for node in both.nodes] == ["[S]", "[One]", "[Two]"]
        assert len(load(write("three.argdown", "@include(one.argdown)\n")).nodes) == 2

    def test_a_chain_too_long_is_told(self, write: Write) -> None:
        for number in range(40):
            write(f"{number}.argdown", f"@include({number + 1}.argdown)\n\n[{number}]: Text.\n")
        write("40.argdown", "[40]: Text.\n")
        assert codes(read(write("main.argdown", "@include(0.argdown)\n"))) == ["AM204"]

    def test_included_files_start_with_no_defaults(self, write: Write) -> None:
        settings = "version: 1\nsources: {a: A, b: B}\n"
        write("argmap.yaml", settings)
        write("inner.argdown", "[I]: Text. {p1}\n")
        path = write(
            "main.argdown",
            "# Above {in: a, grade: B2}\n\n@include(inner.argdown)\n\n[M]: Text. {p1}\n",
        )
        map_ = load(path)
        inner, main = map_["I"].citation, map_["M"].citation
        assert inner is not None
        assert main is not None
        assert (inner.document, inner.grade) == (None, None)
        assert (main.document, str(main.grade)) == ("a", "B2")
        assert map_["M"].section == ("Above",)
        assert map_["I"].section == ()


class TestSideFiles:
    def test_settings_are_merged_by_key(self, write: Write) -> None:
        write("argmap.yaml", "version: 1\nsources:\n  a: {title: A, reliability: B}\n")
        write("main.argmap.yaml", "sources:\n  a: {title: A, kind: paper}\n  b: {title: B}\n")
        path = write(
            "main.argdown", "===\nargmap: {sources: {a: {url: x}}}\n===\n\n[A]: Text. {a, p1}\n"
        )
        source = load(path).sources_by_id["a"]
        assert (source.title, source.reliability, source.kind, source.url) == (
            "A",
            "B",
            "paper",
            "x",
        )

    def test_two_values_of_one_key_are_an_error(self, write: Write) -> None:
        write("argmap.yaml", "sources: {a: {title: A}}\n")
        write("main.argmap.yaml", "sources: {a: {title: B}}\n")
        (found,) = read(write("main.argdown", "[A]: Text.\n")).diagnostics
        assert found.code == "AM405"


def test_a_text_without_a_file_includes_nothing() -> None:
    assert codes(parse("@include(x.argdown)\n\n[A]: Text.\n")) == ["AM401"]


def test_load_raises_with_all_diagnostics(write: Write) -> None:
    path = write("x.argdown", "[A]: Text. {wieght: 1}\n    + [B]\n")
    with pytest.raises(ReadError, match=r"AM307(.|\n)*AM501") as error:
        load(path)
    assert len(error.value.diagnostics) == 2
    assert isinstance(error.value, ValueError)
