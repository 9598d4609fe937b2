"""Every template is a map that nobody objects to, laid out, with a clear and plausible order."""

from __future__ import annotations

import pytest

import argmap as am
from argmap.checks import allowed
from argmap.writing.starting import TEMPLATES, Template

FIRST = {
    "map": "[Close it]",
    "debate": "[For the motion]",
    "ach": "[Break-in]",
    "decision": "[Buy]",
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
def test_a_template_is_a_sound_map(template: Template) -> None:
    reading = am.parse(template.text, name="x")
    map_ = reading.required()
    assert reading.diagnostics == ()
    assert allowed(map_, am.check(map_), reading.allowances, "x") == ()
    assert am.format_text(template.text).text == template.text
    assessment = am.assess(map_)
    assert assessment.converged
    places = list(assessment.ranking())
    assert places[0].reference == FIRST[template.name]
    assert all(0.2 < one.score < 0.8 for one in places)
    assert places[0].score - places[-1].score > 0.02
    assert am.compare(map_, map_.scenarios)


def test_each_has_its_place_in_the_table() -> None:
    assert set(FIRST) == set(TEMPLATES.names)
