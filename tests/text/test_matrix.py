"""Matrices as tables of values: what is read, what is refused and where, and round trips."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import MapError, WeightError
from argmap.model.matrix import Matrix, Rated, letter
from argmap.reading import ReadError
from argmap.testing import matrices
from argmap.text.matrix import load_matrix, parse_matrix, read_matrix

TABLE = '''\
# Who took the key?
Evidence,Type,Credibility,Relevance,H: Cook,H: Heir
"The cook was in, all day",seen,high,M,CC,I
It rained,,l,,N/A,n
"She said ""no""",,.35,H,−1.5,2
'''


def test_a_table_with_a_header_as_people_write_it() -> None:
    found = parse_matrix(TABLE)
    assert found.ok
    assert found.required() == Matrix(
        ("Cook", "Heir"),
        (
            Rated("The cook was in, all day", (2, -1), credibility=0.8, relevance=0.5),
            Rated("It rained", (0, 0), credibility=0.2),
            Rated('She said "no"', (-1.5, 2), credibility=0.35, relevance=0.8),
        ),
    )
    assert [str(one) for one in found.diagnostics] == [
        "<text>:2:10: note[AM806] the column 'Type' is left out"
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_spreadsheets_write_it_in_many_ways(delimiter: str, end: str, tmp_path: Path) -> None:
    lines = [["", "A", "B"], ["x", "I", "C"], ["y", "0", "-2"]]
    path = tmp_path / "m.csv"
    text = "\ufeff" + end.join(delimiter.join(line) for line in lines) + end
    path.write_bytes(text.encode())
    found = read_matrix(path)
    assert found.diagnostics == ()
    assert found.value == Matrix(("A", "B"), (Rated("x", (-1, 1)), Rated("y", (0, -2))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1:1 AM801"]),
        ("# only a comment", ["1:1 AM801"]),
        ("item\nx", ["1:1 AM801"]),
        ("item,H1\n", ["1:1 AM801"]),
        ("item,H1,H2\nx,C", ["2:3 AM802", "1:1 AM801"]),
        ("item,H1\nx,C\nx,I", ["3:1 AM805"]),
        ("item,H1,H1\nx,C,C", ["1:9 AM805"]),
        ("item,H1,x\nx,C,C\ny,C,C", ["2:1 AM805"]),
        ("item,H1\nx,III\ny,3\nz,nan", ["2:3 AM803", "3:3 AM803", "4:3 AM803"]),
        ("item,cred,H1\nx,very,C\ny,1.1,C", ["2:3 AM804", "3:3 AM804"]),
        ('item,H1\n"x,C\n', ["2:1 AM801"]),
        ('item,H1\n"x"y,C\n', ["2:1 AM801"]),
        (",H1\n ,C", ["2:1 AM801"]),
        ("item,H1,\nx,C,I", ["1:9 AM806"]),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, expected: list[str]) -> None:
    found = parse_matrix(text).diagnostics
    places = {f"{one.place[1]}:{one.place[2]} {one.code}" for one in found}
    assert places >= set(expected)
    assert all(one.remedy for one in found)


def test_a_missing_file_is_said_as_well(tmp_path: Path) -> None:
    (tmp_path / "matrix.csv").write_text("item,H1\nx,C\n")
    with pytest.raises(ReadError, match="AM101"):
        load_matrix(tmp_path / "matrx.csv")


@given(st.text(alphabet=st.characters(codec="utf-8")) | st.text(alphabet=',;\t"\n#HIC 0.2'))
def test_no_text_is_too_hostile(text: str) -> None:
    found = parse_matrix(text)
    assert found.ok or found.diagnostics


@given(matrices())
def test_written_and_read_it_is_the_same(matrix: Matrix) -> None:
    found = parse_matrix(matrix.to_csv())
    assert found.diagnostics == ()
    assert found.value == matrix


def test_names_of_columns_can_be_hypotheses() -> None:
    matrix = Matrix(("Source", "H: a", "note"), (Rated("x", (1, 0, -1)),))
    assert parse_matrix(matrix.to_csv()).value == matrix


def test_letters_stand_for_the_nearest_rating() -> None:
    ratings = (-2, -1.5, -1.4, -0.25, -0.2, 0.2, 0.25, 1.4, 1.5)
    assert [letter(value) for value in ratings] == ["II", "II", "I", "I", "N", "N", "C", "C", "CC"]


def test_wrong_matrices_are_refused() -> None:
    with pytest.raises(MapError, match="at least one hypothesis"):
        Matrix((), ())
    with pytest.raises(MapError, match="'x' has 1 ratings for 2"):
        Matrix(("A", "B"), (Rated("x", (1,)),))
    with pytest.raises(MapError, match="named 'A'"):
        Matrix(("A", "B"), (Rated("A", (1, 1)),))
    with pytest.raises(WeightError, match="from −2 to 2"):
        Rated("x", (3,))
    with pytest.raises(WeightError, match="between 0 and 1"):
        Rated("x", (1,), credibility=2)
