"""What is said about a text while it is read, up to as much as anybody reads."""

from __future__ import annotations

from argmap.diagnostics import Diagnostic, Severity, in_order
from argmap.text import rules

#: So many diagnostics are kept of one reading.
MOST = 1_000


class Complaints:
    """Collects diagnostics. Of those beyond `MOST` it keeps the number, and an error if there was
    none before."""

    def __init__(self, found: list[Diagnostic] | None = None) -> None:
        self.found = [] if found is None else found
        self.more = 0
        self.has_error = any(one.severity is Severity.ERROR for one in self.found)

    def __call__(self, diagnostic: Diagnostic) -> None:
        first_error = diagnostic.severity is Severity.ERROR and not self.has_error
        self.has_error = self.has_error or first_error
        if len(self.found) < MOST or first_error:
            self.found.append(diagnostic)
        else:
            self.more += 1

    def copy(self) -> Complaints:
        """What was found so far, to go on with apart."""
        return Complaints(list(self.found))

    def in_order(self) -> tuple[Diagnostic, ...]:
        """Everything kept, by place, and a last word on how many there are besides."""
        result = in_order(self.found)
        if not self.more:
            return result
        message = f"there are {self.more:,} more complaints about this text"
        last = result[-1]
        more = Diagnostic(rules.MORE, message, last.span, "mend those above first", file=last.file)
        return (*result, more)
