"""When an event was: a day, a month, a year, or an interval that may be open at one end."""

from __future__ import annotations

import calendar
import datetime
import re

from attrs import field, frozen

from argmap.errors import MapError

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@frozen
class Date:
    """An interval of days, both ends included; None is an open end. Equal when the days are."""

    first: datetime.date | None
    last: datetime.date | None
    text: str = field(eq=False)

    @classmethod
    def parse(cls, text: str) -> Date:
        """`2016`, `2016-11`, `2016-11-23`, `2015..2016`, `2013..`, `..2013`.

        Raises `MapError` when it is none of these, names no day of the calendar, or ends
        before it begins.
        """
        left, dots, right = text.partition("..")
        if not dots:
            first, last = _days(text, text)
            return cls(first, last, text)
        if not left and not right:
            raise MapError(f"an interval has at least one end, and {text!r} has none")
        begin = _days(left, text)[0] if left else None
        end = _days(right, text)[1] if right else None
        if begin and end and begin > end:
            raise MapError(f"the interval {text!r} ends before it begins")
        return cls(begin, end, text)

    def before(self, other: Date) -> bool:
        """Whether this whole interval lies before `other` begins."""
        return self.last is not None and other.first is not None and self.last < other.first

    def within(self, other: Date) -> bool:
        """Whether this whole interval lies in `other`."""
        begins = other.first is None or (self.first is not None and self.first >= other.first)
        return begins and (
            other.last is None or (self.last is not None and self.last <= other.last)
        )

    def __str__(self) -> str:
        return self.text


def _days(point: str, whole: str) -> tuple[datetime.date, datetime.date]:
    match = _POINT.fullmatch(point)
    if match is None:
        raise MapError(
            f"{whole!r} is no date; write 2016, 2016-11, 2016-11-23, 2015..2016 or 2013.."
        )
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        assert year is not None
        if month is None:
            return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        if day is None:
            final = calendar.monthrange(year, month)[1]
            return datetime.date(year, month, 1), datetime.date(year, month, final)
        exact = datetime.date(year, month, day)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise MapError(f"{whole!r} names no day of the calendar") from error
    return exact, exact
