"""Dates of events: points and intervals."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import MapError
from argmap.model.date import Date

DAY = datetime.date


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016", DAY(2016, 1, 1), DAY(2016, 12, 31)),
        ("2016-02", DAY(2016, 2, 1), DAY(2016, 2, 29)),
        ("2016-11-23", DAY(2016, 11, 23), DAY(2016, 11, 23)),
        ("2015..2016", DAY(2015, 1, 1), DAY(2016, 12, 31)),
        ("2013..", DAY(2013, 1, 1), None),
        ("..2013-05", None, DAY(2013, 5, 31)),
    ],
)
def test_intervals(text: str, first: DAY | None, last: DAY | None) -> None:
    found = Date.parse(text)
    assert (found.first, found.last, str(found)) == (first, last, text)


@pytest.mark.parametrize(
    "text", ["", "..", "16", "2016-13", "2016-2", "2015-02-29", "2016..2015", "May 2016", "0000"]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(MapError):
        Date.parse(text)


def test_before_means_the_whole_interval() -> None:
    assert Date.parse("2014").before(Date.parse("2015"))
    assert not Date.parse("2014..2015").before(Date.parse("2015"))
    assert not Date.parse("2013..").before(Date.parse("2020"))
    assert not Date.parse("2013").before(Date.parse("..2020"))


@given(st.dates(min_value=DAY(1000, 1, 1)))
def test_every_day_reads_back(day: DAY) -> None:
    assert Date.parse(day.isoformat()).first == day
