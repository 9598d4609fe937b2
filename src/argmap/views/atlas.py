"""An atlas: one picture of the sections, and for each section an overview and its cards."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from argmap.files import write_all
from argmap.model.map import ArgumentMap
from argmap.views import nested, overview
from argmap.views.cards.sheet import Sheet, sheet
from argmap.views.painting import captions
from argmap.views.painting.pages import Pages
from argmap.views.painting.palette import LIGHT, Theme
from argmap.views.painting.paper import Paper
from argmap.views.painting.picture import Picture, bytes_of
from argmap.views.sections import sections, sections_pages

if TYPE_CHECKING:
    from argmap.assessment import Assessment


@attrs.frozen
class Atlas:
    """Pictures by name: `sections`, then `1-overview`, `1-cards` and so on, and `rest-cards` for
    what belongs to no section."""

    pictures: Mapping[str, Picture | Pages] = attrs.field(repr=False)

    def __iter__(self) -> Iterator[str]:
        return iter(self.pictures)

    def __len__(self) -> int:
        return len(self.pictures)

    def __getitem__(self, name: str) -> Picture | Pages:
        return self.pictures[name]

    def files(self, path: str | os.PathLike[str]) -> dict[Path, bytes]:
        """What `save` writes: for `map.svg` it is `map-sections.svg`, `map-1-overview.svg` …

        Raises `FileError` for a suffix that no picture can have.
        """
        whole = Path(path)
        found: dict[Path, bytes] = {}
        for name, picture in self.pictures.items():
            one = whole.with_stem(f"{whole.stem}-{name}")
            if isinstance(picture, Pages):
                found |= picture.files(one)
            else:
                found[one] = bytes_of(picture, one)
        return found

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write all `files`, or none of them. Raises `FileError`."""
        write_all(self.files(path))


def atlas(
    subject: Assessment | ArgumentMap,
    *,
    theme: Theme = LIGHT,
    title: str | None = None,
    paper: Paper | None = None,
) -> Atlas:
    """Draw a map that is too large for one picture; on `paper`, each picture on pages of it.

    Numbers of statements are those of the whole map in all of them.
    """
    shown, how = sheet(subject), captions.how(subject)
    title = captions.heading(shown.map) if title is None else title
    drawn: dict[str, Picture | Pages] = {}
    if paper is None:
        drawn["sections"] = sections(subject, theme=theme, title=title)
    else:
        drawn["sections"] = sections_pages(subject, paper, theme=theme, title=title)
    for order, part in enumerate(_parts(shown)):
        words = f"{title} · {' · '.join(part.claims[0].section) or 'No section'}"
        drawn[f"{order + 1}-overview"] = _overview(part, how, theme, words, paper)
        drawn[f"{order + 1}-cards"] = _cards(part, how, theme, words, paper)
    rest = attrs.evolve(shown, claims=(), linked=False)
    if rest.plan.events or rest.plan.context or any(one.rows for one in rest.plan.positions):
        drawn["rest-cards"] = _cards(rest, how, theme, f"{title} · Not in a section", paper)
    return Atlas(drawn)


def _parts(shown: Sheet) -> Iterator[Sheet]:
    """Claims section by section, as the table of sections has them."""
    found = dict.fromkeys(card.section for card in shown.plan.claims)
    for section in found:
        claims = tuple(card for card in shown.plan.claims if card.section == section)
        yield attrs.evolve(shown, claims=claims, rest=False, linked=False)


def _overview(
    part: Sheet, how: str, theme: Theme, title: str, paper: Paper | None
) -> Picture | Pages:
    if paper is None:
        return overview.of_sheet(part, how, theme, title)
    return overview.pages_of_sheet(part, how, paper, theme, title)


def _cards(part: Sheet, how: str, theme: Theme, title: str, paper: Paper | None) -> Picture | Pages:
    if paper is None:
        return nested.of_sheet(part, how, theme, title)
    return nested.pages_of_sheet(part, how, paper, theme, title)
