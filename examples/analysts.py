"""Let three analysts weigh one map: what they come to, and what they should talk about.

python examples/analysts.py
"""

from itertools import combinations

import argmap as am

map_ = am.load("arguments/iran-russia.argdown")
analysts = [
    am.load_overlay(f"arguments/overlays/{name}.yaml", map_)
    for name in ("optimist", "sceptic", "merchant")
]

for one in am.pool(map_, analysts):
    own = "  ".join(f"{score:.2f}" for score in one.scores)
    print(f"{one.title:<22} {own}   pooled {one.on_inputs:.2f} and {one.on_outputs:.2f}")

for ana, ben in combinations(analysts, 2):
    (most, *_others) = am.cruxes(map_, ana, ben)
    print()
    print(f"{ana.name} and {ben.name} should begin with {most.label}:")
    print(f"{most.one:.2f} against {most.other:.2f} explains {most.value:+.3f}.")
