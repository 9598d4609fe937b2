"""Ask why: what carries a ranking, what would flip it, and what a change did.

python examples/explain.py
"""

import argmap as am

map_ = am.load("arguments/iran-russia.argdown")
assessment = am.assess(map_)

# Sentences, each of which carries the numbers that it was made from.
one, other = "Durable partnership", "Pragmatic cooperation"
why = am.explain(assessment, one, over=other)
for sentence in why:
    print(f"{sentence.about:<11} {sentence}")
print()

# Who carries the lead, and without which few of them it would be gone.
print(am.contributions(assessment, one, over=other, by=am.SOURCE))
print()
print(am.flipping_set(map_, one, over=other, by=am.SOURCE))
print()

# From one scenario to another: what moved, and because of which change.
fails, lifted = map_.scenario("deal-fails"), map_.scenario("sanctions-lifted")
print(am.explain_change(map_, fails, lifted).to_markdown())
