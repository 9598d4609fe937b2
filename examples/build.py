"""Build a map in Python, without any text file, and weigh it.

python examples/build.py
"""

import argmap as am

# A link leads from what bears to what is borne on: always (source, target). Bare titles do.
two_places = am.supports("Two seats of fire", "Arson", weight=0.8)
seen = am.supports("Figure on the jetty", "Arson", weight=0.5)

map_ = am.ArgumentMap(
    title="The fire in the boathouse",
    sources=[
        am.Source("brigade", title="Report of the fire brigade", reliability="A"),
        am.Source("neighbour", title="Statement of the neighbour", reliability="C"),
    ],
    nodes=[
        am.Claim("Arson", "Somebody set fire to the boathouse on purpose."),
        am.Claim("Faulty wiring", "The old wiring set fire to the wall."),
        am.Evidence(
            "Two seats of fire",
            "The fire began in two places at once.",
            citation=am.Citation(source="brigade", locator="p4", grade="A2"),
        ),
        am.Evidence(
            "Figure on the jetty",
            "Somebody ran from the jetty shortly before.",
            citation=am.Citation(source="neighbour", grade="C3"),
        ),
        # A number, a range low-mode-high, or nothing, which is then filled in from the grade.
        am.Claim("Dark that night", "There was no moon.", weight=am.Range(0.6, 0.8, 0.9)),
    ],
    links=[
        two_places,
        am.attacks("Two seats of fire", "Faulty wiring", weight=0.8),
        seen,
        # An undercut hits a link: the figure may have been there and still show little.
        am.undercuts("Dark that night", seen),
        am.contradicts("Arson", "Faulty wiring"),
    ],
    questions=[am.Question("cause", "What caused the fire?", ["Faulty wiring", "Arson"])],
)

assessment = am.assess(map_)
print(assessment.ranking("cause"))
print()
print("The force of the figure on the jetty:", round(assessment.flow(seen), 3))

# Everything is frozen. A changed map is another map.
heavier = map_.with_weights({"Dark that night": 0.1, two_places.reference: 0.3})
print()
print("Had it been less dark, and the two seats less telling:")
print(am.assess(heavier).ranking("cause"))
