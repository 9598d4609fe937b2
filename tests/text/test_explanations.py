"""Every rule has a reason, and an example that breaks it and no other; `docs/rules.md` is written
from them. `pytest tests/text --accept` writes it anew."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from argmap.text.explanations import EXPLANATIONS, Explanation
from argmap.text.rules import RULES

ROOT = Path(__file__).parents[2]


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rules_page", ROOT / "scripts/rules_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = _script()


@pytest.mark.parametrize("one", EXPLANATIONS, ids=lambda one: one.rule.code)
def test_the_example_of_a_rule_breaks_it_and_nothing_else(one: Explanation) -> None:
    found = SCRIPT.complaints(one)
    assert {each.rule for each in found} == {one.rule, *one.besides}
    assert len(one.why) > 40


def test_every_rule_is_explained_once() -> None:
    explained = [one.rule.code for one in EXPLANATIONS]
    assert sorted(explained) == sorted(rule.code for rule in RULES)


def test_the_page_is_fresh(request: pytest.FixtureRequest) -> None:
    page, text = ROOT / "docs/rules.md", SCRIPT.page()
    if request.config.getoption("--accept"):
        page.write_text(text, "utf-8")
    assert page.read_text("utf-8") == text, "python scripts/rules_page.py writes it anew"
