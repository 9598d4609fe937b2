"""Checks of whole maps: what a careful critic would object to, one file for each objection."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.checks import (
    dominant_source,
    idle_node,
    indifferent_evidence,
    loop_of_support,
    reflected_prior,
    same_source_order,
    saturation,
    similar_titles,
    thesis_as_support,
    unargued_claim,
    uncertified_cycle,
    undated,
    unmet_expectation,
    unopposed_position,
    unplaced_source,
    unsourced_evidence,
    unused_source,
)
from argmap.checks.finding import Check, Finding, Subject
from argmap.diagnostics import Allowance, Diagnostic, Rule, Severity, in_order
from argmap.model.map import ArgumentMap
from argmap.registry import Registry

__all__ = ["CHECKS", "UNUSED_ALLOWANCE", "Check", "Finding", "Subject", "allowed", "check"]

CHECKS = Registry(
    "check",
    (
        unopposed_position.CHECK,
        indifferent_evidence.CHECK,
        unargued_claim.CHECK,
        unused_source.CHECK,
        unsourced_evidence.CHECK,
        undated.CHECK,
        thesis_as_support.CHECK,
        dominant_source.CHECK,
        same_source_order.CHECK,
        saturation.CHECK,
        idle_node.CHECK,
        loop_of_support.CHECK,
        uncertified_cycle.CHECK,
        similar_titles.CHECK,
        reflected_prior.CHECK,
        unplaced_source.CHECK,
        unmet_expectation.CHECK,
    ),
)

UNUSED_ALLOWANCE = Rule(
    "AM699", "unused-allowance", "A comment allows what nobody objects to.", Severity.WARNING
)


def check(map_: ArgumentMap, *, checks: Iterable[Check] = CHECKS) -> tuple[Diagnostic, ...]:
    """What the checks object to, in order of place. Weights and scenarios are not changed.

    Meant for maps that read without errors: one cause should have one message.
    """
    subject = Subject(map_)
    return in_order(found for one in checks for found in one.diagnostics(subject))


def allowed(
    map_: ArgumentMap, found: Iterable[Diagnostic], allowances: Iterable[Allowance], file: str
) -> tuple[Diagnostic, ...]:
    """`found` without what the text allows; allowances of `file` that allow nothing are added.

    An error cannot be allowed. What an included file allows `on [Title]` it allows for itself
    alone: read as part of more, the map may differ. Allowances at a place go with the place.
    """
    allowances = tuple(one for one in allowances if one.reference is None or one.place[0] == file)
    used: set[Allowance] = set()
    kept: list[Diagnostic] = []
    for one in found:
        covering = [allowance for allowance in allowances if _covers(allowance, one, map_)]
        used.update(covering)
        if not covering or one.severity is Severity.ERROR:
            kept.append(one)
    kept.extend(
        Diagnostic(
            UNUSED_ALLOWANCE,
            f"nobody objects with {' or '.join(allowance.codes)} {_about(allowance)}",
            allowance.span,
            "nothing; the comment has done its work",
        )
        for allowance in allowances
        if allowance not in used and allowance.place[0] == file
    )
    return in_order(kept)


def _about(allowance: Allowance) -> str:
    return "here" if allowance.reference is None else f"to {allowance.reference}"


def _covers(allowance: Allowance, found: Diagnostic, map_: ArgumentMap) -> bool:
    if found.code not in allowance.codes or found.span is None:
        return False
    if allowance.reference is None:
        return (found.span.source.name, found.span.line) == allowance.place
    node = map_.by_reference.get(allowance.reference)
    return node is not None and node.origin == found.span
