"""A registry is an explicit, ordered table of the values that users choose by name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

from argmap.errors import UnknownName


class Named(Protocol):
    """Anything with a name can stand in a registry."""

    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=Named)


class Registry(Generic[T]):
    """The values of one kind by name, in the order given.

    Raises `ValueError` when two values share a name.
    """

    def __init__(self, kind: str, values: Iterable[T]) -> None:
        self.kind = kind
        self._values: dict[str, T] = {}
        for value in values:
            if value.name in self._values:
                raise ValueError(f"two values named {value.name!r} in the table of {kind}")
            self._values[value.name] = value

    def named(self, name: str) -> T:
        """The value of that name; `UnknownName` says what is known and what is near."""
        try:
            return self._values[name]
        except KeyError:
            known = ", ".join(self._values)
            raise UnknownName(
                f"no {self.kind} is named {name!r}{did_you_mean(name, self._values)}; "
                f"known: {known}"
            ) from None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._values)

    def __iter__(self) -> Iterator[T]:
        return iter(self._values.values())

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, name: object) -> bool:
        return name in self._values


def near(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, ignoring case; None when none is close."""
    by_fold: dict[str, str] = {}
    for one in known:
        by_fold.setdefault(one.casefold(), one)
    found = difflib.get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?`, or nothing."""
    found = near(name, known)
    return f"; did you mean {found!r}?" if found else ""
