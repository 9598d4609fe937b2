"""Where data in braces ends: as Argdown finds it, and as it was meant."""

from __future__ import annotations

import re

from argmap.text.tokens import Next

_STOPS = re.compile(r"\}\s[^,}]|[\r\u2028\u2029]")
_GOES_ON = re.compile(r"\s*[,}]")
_SIGNS = re.compile(r"""[{}"']|\n[ \t]*\n""")


class BraceFinder:
    """Where the braces of a text close. Offsets that are asked for only grow."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stop = -1
        self.last: int | None = None
        self.next = {sign: Next(text, sign) for sign in ("\n\n", "'", '"')}

    def argdown_end(self, start: int) -> int | None:
        """The end of the data that begins at `start`, or None if Argdown sees none there.

        It reads on to the first `}` with a blank and then neither `,` nor `}` after it, or else to
        the end, and goes back from there to a `}` that no `,` or `}` follows.
        """
        if self.stop <= start:
            found = _STOPS.search(self.text, start + 1)
            self.stop = found.start() if found else len(self.text)
            self.last = self.last_before(self.stop, start)
        return None if self.last is None or self.last <= start else self.last + 1

    def last_before(self, stop: int, start: int) -> int | None:
        text = self.text
        at = text.rfind("}", start + 1, stop + 1)
        while at >= 0:
            if not _GOES_ON.match(text, at + 1):
                return at
            at = text.rfind("}", start + 1, at)
        return None

    def matching_end(self, start: int) -> int | None:
        """The end of the brace that closes the one at `start`, outside quotes; None if there is
        none before the next blank line."""
        text, pos, depth = self.text, start, 0
        while True:
            found = _SIGNS.search(text, pos)
            if found is None or found[0][0] == "\n":
                return None
            sign, pos = found[0], found.end()
            if sign == "{":
                depth += 1
            elif sign == "}":
                depth -= 1
                if depth == 0:
                    return pos
            elif self.begins_value(pos - 1):
                close = self.next[sign].after(pos)
                if close < self.next["\n\n"].after(pos):
                    pos = close + 1

    def begins_value(self, offset: int) -> bool:
        """Whether a quote at `offset` can begin a value."""
        before = offset - 1
        while before >= 0 and self.text[before] in " \n":
            before -= 1
        return self.text[before] in "{[,:"
