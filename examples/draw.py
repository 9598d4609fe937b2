"""Draw one statement and what bears on it, and a whole map.

python examples/draw.py [FOLDER]
"""

import sys
from pathlib import Path

import argmap as am

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
map_ = am.load("arguments/cache-or-index.argdown")
assessment = am.assess(map_)

# The suffix says which kind: .svg, or .png in twice as many pixels.
am.draw(assessment).save(folder / "cache-or-index.png")

# A large map is easier to read in parts: one statement, and what bears on it to a depth.
part = am.draw(assessment, focus="Add an index", depth=1, title="Why an index?")
part.save(folder / "index.svg")
print(f"{folder / 'index.svg'}: {part.width} × {part.height} px")

# A map that has not been scored shows initial weights.
am.draw(map_).save(folder / "unscored.svg")
