"""Pictures that follow each other on pages of one size."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import attrs

from argmap.files import write_all
from argmap.views.painting import pdf
from argmap.views.painting.picture import FONTS, Picture, bytes_of


@attrs.frozen
class Pages:
    """Pages of `width` × `height` millimetres, the first one with the title."""

    pages: tuple[Picture, ...] = attrs.field(repr=False)
    width: float
    height: float
    title: str = ""

    def __iter__(self) -> Iterator[Picture]:
        return iter(self.pages)

    def __len__(self) -> int:
        return len(self.pages)

    def __getitem__(self, index: int) -> Picture:
        return self.pages[index]

    def pdf(self) -> bytes:
        """All pages in one PDF; `FileError` when the extra `pdf` is not installed."""
        size = (self.width, self.height)
        return pdf.of_pages([one.sheet() for one in self.pages], size, self.title, FONTS)

    def files(self, path: str | os.PathLike[str]) -> dict[Path, bytes]:
        """What `save` writes, by path: one PDF; as SVG or PNG one file for each page, with its
        number (`map-1.svg`, `map-2.svg`) when there are several. Raises `FileError`."""
        whole = Path(path)
        if whole.suffix.lower() == ".pdf":
            return {whole: self.pdf()}
        if len(self.pages) == 1:
            return {whole: bytes_of(self.pages[0], whole)}
        digits = len(str(len(self.pages)))
        return {
            (one := whole.with_stem(f"{whole.stem}-{order + 1:0{digits}}")): bytes_of(page, one)
            for order, page in enumerate(self.pages)
        }

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write all `files`, or none of them. Raises `FileError`."""
        write_all(self.files(path))

    def _repr_html_(self) -> str:
        return "\n".join(page.svg for page in self.pages)
