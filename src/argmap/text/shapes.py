"""What a bare entry in braces is can be told from its shape alone."""

from __future__ import annotations

import re

from argmap.model.weight import LINK_WORDS

_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?|[-+]?\.(inf|nan)", re.IGNORECASE)
SPREAD = re.compile(r"(\d+\.?\d*|\.\d+)\s*(?:±|\+-|\+/-)\s*(\d+\.?\d*|\.\d+)")
_GRADE = re.compile(r"[A-Z]\d")
_PLACE = r"(?:pp?|§§?|fn|l|t)\d+(?:[-–:.]\d+)*"
_LOCATOR = re.compile(rf"{_PLACE}(?:\+(?:{_PLACE}|\d+(?:[-–]\d+)*))*")
_DATE = re.compile(r"\d{4}(-\d{1,2}){0,2}(\.\.(\d{4}(-\d{1,2}){0,2})?)?|\.\.\d{4}(-\d{1,2}){0,2}")


def shape(raw: str) -> str | None:
    """The key that a bare entry of this shape stands for; None when it has no shape of its own,
    so that it has to be the id of a source."""
    if raw in LINK_WORDS or SPREAD.fullmatch(raw):
        return "edge"
    if _DATE.fullmatch(raw):
        return "date"
    if _NUMBER.fullmatch(raw):
        return "edge"
    if _GRADE.fullmatch(raw):
        return "grade"
    if _LOCATOR.fullmatch(raw):
        return "locator"
    return None
