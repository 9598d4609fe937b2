"""Load a map and rank the positions of its questions.

python examples/rank.py [FILE]
"""

import sys

import argmap as am

path = sys.argv[1] if len(sys.argv) > 1 else "arguments/iran-russia.argdown"

# A file that is no map raises `ReadError`, which carries everything that is wrong with it.
map_ = am.load(path)
assessment = am.assess(map_)

for ranking in assessment.rankings:
    print(ranking.question.text)
    print(ranking)  # a ranking prints as a table, and has .to_csv(), .to_json(), .to_markdown()
    print()

# Why does the first one come first? A reason has a force: the weight of its link × its strength.
best = assessment.ranking().first[0]
print(f"What speaks for and against {best.title}:")
for reason in assessment.reasons(best.reference, limit=3):
    sign = "+" if reason.sign > 0 else "-"
    print(f"  {sign} {reason.force:.2f}  {map_[reason.source].label}")

# What to know before trusting the numbers.
for caveat in assessment.warnings:
    print(f"Note: {caveat}")
