"""Cut the complete Arimo faces down to the characters that pictures need, into `views/fonts`,
and compress them for pictures that carry their letters.

    python scripts/bundle_fonts.py FOLDER_WITH_ARIMO_TTFS

The complete faces come from Debian's package `fonts-croscore` (see the README beside them). Needs
fontTools and brotli. Run it again only when the set of characters changes; then run
`write_advances.py`.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "src/argmap/views/fonts"
TEXT = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x017F),  # Latin-1, Latin Extended A
    (0x0218, 0x021B),  # Romanian
    (0x02BB, 0x02DD),  # modifier letters
    (0x0300, 0x0338),  # combining marks
    (0x0370, 0x03CE),  # Greek
    (0x0400, 0x045F),  # Cyrillic
    (0x0490, 0x04E9),  # Cyrillic of other languages
    (0x1E80, 0x1EF9),  # Welsh, Vietnamese
    (0x2010, 0x2044),  # punctuation
    (0x2070, 0x2089),  # super- and subscripts
    (0x20A0, 0x20BF),  # currency
    (0x2116, 0x2122),  # letterlike
    (0x2190, 0x2195),  # arrows
    (0x2212, 0x2212),  # minus
    (0xFFFD, 0xFFFD),  # what stands in for a control character
)
SIGNS = (
    (0x0180, 0x01CC),  # the rest of Latin
    (0x0590, 0x05FF),  # Hebrew
    (0x2150, 0x215E),  # fractions
    (0x21D0, 0x21D4),  # double arrows
    (0x2200, 0x2265),  # mathematical operators
    (0x25A0, 0x25E6),  # geometric shapes
)
RANGES = {"Regular": TEXT + SIGNS, "Bold": TEXT + SIGNS, "Italic": TEXT}


def cut(source: Path, target: Path, ranges: tuple[tuple[int, int], ...]) -> None:
    options = subset.Options()
    options.layout_features = ["kern", "mark", "ccmp"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14]
    options.drop_tables += ["DSIG"]
    font = subset.load_font(str(source), options)
    font.recalcTimestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[point for low, high in ranges for point in range(low, high + 1)])
    cutter.subset(font)
    subset.save_font(font, str(target), options)


def compress(source: Path) -> Path:
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = "woff2"
    target = source.with_suffix(".woff2")
    font.save(target)
    return target


if __name__ == "__main__":
    for face, ranges in RANGES.items():
        name = f"Arimo-{face}.ttf"
        cut(Path(sys.argv[1]) / name, FONTS / name, ranges)
        for path in (FONTS / name, compress(FONTS / name)):
            print(path.name, path.stat().st_size, "bytes")
