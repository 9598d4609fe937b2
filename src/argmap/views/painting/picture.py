"""A Picture is a finished SVG; every other format is made from it."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from pathlib import Path

import attrs

from argmap.errors import FileError
from argmap.files import write_whole
from argmap.views.painting import pdf
from argmap.views.painting.measure import is_bundled

FONTS = Path(__file__).parents[1] / "fonts"
#: What a picture can be saved as.
SUFFIXES = (".svg", ".png", ".pdf")
_MOST_PIXELS = 120e6
_FACES = ("Arimo-Regular.ttf", "Arimo-Bold.ttf", "Arimo-Italic.ttf")
_FONTS = re.compile(r"<style>@font-face.*?</style>")
# first in the list, because resvg sets lines with U+FFFD in another font otherwise
_ARIMO = re.compile(r'( font-family=")')
_BACKWARD = re.compile(r'(<text [^>]*?) direction="rtl">([^<]*)</text>')


@attrs.frozen
class Picture:
    """A drawing that is complete in itself; sizes are in px.

    In a notebook it shows itself. `records` are the numbers that it shows.
    """

    svg: str = attrs.field(repr=False)
    width: int
    height: int
    title: str = ""
    records: tuple[Mapping[str, object], ...] = attrs.field(default=(), repr=False, eq=False)

    def to_records(self) -> list[dict[str, object]]:
        """The numbers that the picture shows, complete, a record for each row or mark."""
        return [dict(one) for one in self.records]

    def png(self, *, scale: float = 2.0, system_fonts: bool | None = None) -> bytes:
        """The picture in pixels, `scale` of them for each px.

        Text is set in the bundled Arimo. Letters that it lacks come from the system's fonts:
        by default (None) these are read only when such letters occur, so that pictures without
        them have the same bytes on every machine. Above 120 million pixels the scale is lowered.
        """
        import resvg_py

        if system_fonts is None:
            system_fonts = _needs_other_fonts(self.svg)
        return resvg_py.svg_to_bytes(
            svg_string=_BACKWARD.sub(
                _anchored, _ARIMO.sub(r"\1Arimo, ", _FONTS.sub("", self.svg), 1)
            ),
            zoom=min(scale, math.sqrt(_MOST_PIXELS / max(1, self.width * self.height))),
            skip_system_fonts=not system_fonts,
            font_files=[str(FONTS / face) for face in _FACES],
            font_family="Arimo",
            sans_serif_family="Arimo",
        )

    def pdf(self) -> bytes:
        """The picture as one PDF page of its size, with text as text in the bundled Arimo.

        A picture with letters that Arimo lacks, or that run from right to left, becomes an image
        on that page. Raises `FileError` when the extra `pdf` is not installed.
        """
        sheet = self.sheet()
        if isinstance(sheet, bytes):
            return pdf.from_png(sheet, self.width, self.height, self.title)
        return pdf.from_svg(sheet, self.title, FONTS)

    def sheet(self) -> str | bytes:
        """What a PDF can hold: the SVG, or an image where that has letters that Arimo lacks, or
        that run from right to left."""
        if _needs_other_fonts(self.svg) or ' direction="rtl"' in self.svg:
            return self.png(scale=3.0)
        return _FONTS.sub("", self.svg)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write a file in the format that its suffix names: `.svg`, `.png` or `.pdf`.

        It is written whole or not at all.

        Raises `FileError` for any other suffix and when the file cannot be written.
        """
        write_whole(path, bytes_of(self, Path(path)))

    def _repr_svg_(self) -> str:
        return self.svg


def bytes_of(picture: Picture, path: Path) -> bytes:
    """The picture in the format that the suffix of a path names. Raises `FileError`."""
    suffix = path.suffix.lower()
    if suffix == ".svg":
        return picture.svg.encode("utf-8")
    if suffix == ".png":
        return picture.png()
    if suffix == ".pdf":
        return picture.pdf()
    wrong = f"the suffix {suffix!r} is none" if suffix else "it has no suffix"
    raise FileError(
        f"{path}: {wrong} that a picture can be saved as; use "
        f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
    )


def _anchored(match: re.Match[str]) -> str:
    """resvg knows no `direction`: anchor the line at its end and mark its direction instead."""
    opening, content = match.groups()
    return f'{opening} text-anchor="end">\u202b{content}\u202c</text>'


def _needs_other_fonts(svg: str) -> bool:
    return any(not is_bundled(letter) for letter in set(svg))
