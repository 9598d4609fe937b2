"""Ask what if: which changes would turn the ranking round?

python examples/suppose.py
"""

import argmap as am

map_ = am.load("arguments/semmelweis.argdown")
base = am.assess(map_).ranking()
print(f"As written, {base.first[0].title} comes first.")
print()

# Each method returns a new scenario with one more change; nothing touches the map itself.
scenarios = [
    am.Scenario("Without the eleven").drop("Eleven of twelve"),
    am.Scenario("The registers mislead").scale("source:hospital", by=0.3),
    am.Scenario("A certain epidemic").assume("Epidemic influence", True),
    am.Scenario("The commission was right").set("Finding of the commission", 0.95),
    am.Scenario("Nothing on the doctors' word").drop("source:doctors").drop("source:commission"),
]

for scenario in scenarios:
    assessment = am.assess(map_, scenario=scenario)
    first = assessment.ranking().first[0]
    touched = sum(change.nodes + change.links for change in assessment.map.touched)
    print(f"{scenario.id:<30} {first.title:<28} {first.score:.3f}  ({touched} touched)")

# Scenarios add up. So do two that disagree, which is an error rather than a guess.
both = scenarios[0] + scenarios[1]
print()
print(am.assess(map_, scenario=both).ranking())
