"""Write `src/argmap/views/painting/advances.py`: the advance widths of the bundled faces.

    python scripts/write_advances.py

Needs fontTools. Run it after `bundle_fonts.py`; a test compares its output with the fonts.
"""

from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont

VIEWS = Path(__file__).parents[1] / "src/argmap/views"
HEAD = '''"""Advance widths of the bundled Arimo faces, in 1/2048 of the font size, by code point.

Written by `scripts/write_advances.py`, not by hand. Helvetica, Arial and Liberation Sans have the
same widths, so that the same lines fit whichever of them a viewer has. An entry `30-39:1139` gives
the code points 0x30 to 0x39 the advance 1139.
"""

UNITS = 2048
'''


def runs(path: Path) -> list[str]:
    font = TTFont(path)
    assert font["head"].unitsPerEm == 2048
    widths = sorted((code, font["hmtx"][glyph][0]) for code, glyph in font.getBestCmap().items())
    found = []
    for (_, advance), group in groupby(
        enumerate(widths), key=lambda pair: (pair[1][0] - pair[0], pair[1][1])
    ):
        codes = [code for _, (code, _) in group]
        span = f"{codes[0]:x}" if len(codes) == 1 else f"{codes[0]:x}-{codes[-1]:x}"
        found.append(f"{span}:{advance}")
    return found


def wrapped(name: str, entries: list[str]) -> str:
    lines, line = [], ""
    for entry in entries:
        if len(line) + len(entry) + 1 > 92:
            lines.append(line)
            line = ""
        line += entry + " "
    lines.append(line.rstrip())
    body = "\n".join(f'    "{line}"' for line in lines)
    return f"{name} = (\n{body}\n)\n"


if __name__ == "__main__":
    parts = [
        wrapped(face.upper(), runs(VIEWS / f"fonts/Arimo-{face}.ttf"))
        for face in ("Regular", "Bold", "Italic")
    ]
    (VIEWS / "painting/advances.py").write_text("".join([HEAD, *parts]), encoding="utf-8")
