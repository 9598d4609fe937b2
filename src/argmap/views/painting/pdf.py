"""A picture as a PDF page of its own size, by way of svglib and reportlab (the extra `pdf`)."""

from __future__ import annotations

import functools
import importlib
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from argmap.errors import FileError

_FACES = (
    ("Arimo-Regular.ttf", "normal", "normal"),
    ("Arimo-Bold.ttf", "bold", "normal"),
    ("Arimo-Italic.ttf", "normal", "italic"),
)
_FAMILY = re.compile(r'font-family="[^"]*"')
_POINTS = 0.75  # a px in points
_MILLIMETRE = 72 / 25.4  # in points


def from_svg(svg: str, title: str, fonts: Path) -> bytes:
    """Shapes and text, set in the bundled Arimo; the same bytes for the same picture.

    For pictures that hold nothing but letters of Arimo, from left to right. Raises `FileError`
    when the extra is not installed.
    """
    drawing = _drawing(svg, fonts)
    target, canvas = _canvas(drawing.width, drawing.height, title)
    _module("reportlab.graphics.renderPDF").draw(drawing, canvas, 0, 0)
    return _finished(target, canvas)


def of_pages(
    sheets: Sequence[str | bytes], size: tuple[float, float], title: str, fonts: Path
) -> bytes:
    """A page of `size` millimetres for each SVG or PNG, which fills it. Raises `FileError`."""
    width, height = (side * _MILLIMETRE for side in size)
    target, canvas = _canvas(width, height, title)
    for order, sheet in enumerate(sheets):
        if order:
            canvas.showPage()
        if isinstance(sheet, bytes):
            image = _module("reportlab.lib.utils").ImageReader(io.BytesIO(sheet))
            canvas.drawImage(image, 0, 0, width, height)
            continue
        drawing = _drawing(sheet, fonts)
        canvas.scale(width / drawing.width, height / drawing.height)
        _module("reportlab.graphics.renderPDF").draw(drawing, canvas, 0, 0)
    return _finished(target, canvas)


def _drawing(svg: str, fonts: Path) -> Any:
    _register(fonts)
    family = _FAMILY.sub('font-family="Arimo"', svg, count=1)
    return _module("svglib.svglib").svg2rlg(io.BytesIO(family.encode("utf-8")))


def from_png(png: bytes, width: float, height: float, title: str) -> bytes:
    """One image that fills the page of `width` × `height` px. Raises `FileError`."""
    target, canvas = _canvas(width * _POINTS, height * _POINTS, title)
    image = _module("reportlab.lib.utils").ImageReader(io.BytesIO(png))
    canvas.drawImage(image, 0, 0, width * _POINTS, height * _POINTS)
    return _finished(target, canvas)


def _canvas(width: float, height: float, title: str) -> tuple[io.BytesIO, Any]:
    target = io.BytesIO()
    canvas = _module("reportlab.pdfgen.canvas").Canvas(
        target, pagesize=(width, height), invariant=1, pageCompression=1
    )
    canvas.setTitle(title or "Argument map")
    canvas.setCreator("argmap")
    return target, canvas


def _finished(target: io.BytesIO, canvas: Any) -> bytes:
    canvas.showPage()
    canvas.save()
    return target.getvalue()


@functools.cache
def _register(fonts: Path) -> None:
    svglib = _module("svglib.svglib")
    for name, weight, style in _FACES:
        svglib.register_font("Arimo", str(fonts / name), weight, style)


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise FileError(
            "saving as PDF needs two packages more:  python -m pip install 'argmap[pdf]'"
        ) from error
