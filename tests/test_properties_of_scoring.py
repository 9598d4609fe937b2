"""What holds for every map and every graph, whatever the semantics."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

import oracle
from argmap.assessment import assess
from argmap.errors import SemanticsError
from argmap.model.link import Link, LinkReference, Polarity, supports
from argmap.model.map import ArgumentMap
from argmap.model.node import Argument
from argmap.model.scenario import Scenario
from argmap.model.weight import mode
from argmap.qbaf import Kind, Qbaf, Role
from argmap.semantics import SEMANTICS, ModularSemantics
from argmap.solver import solve
from argmap.testing import maps, qbafs, units

BIPOLAR = tuple(one for one in SEMANTICS if one.accepts_support)
bipolar = pytest.mark.parametrize("semantics", BIPOLAR, ids=lambda one: one.name)


def close(one: object, other: object, within: float = 1e-12) -> bool:
    return np.allclose(np.array(one), np.array(other), rtol=0.0, atol=within, equal_nan=True)


def of_map(map_: ArgumentMap, semantics: ModularSemantics) -> dict[str, float]:
    return dict(assess(map_, semantics=semantics).strengths)


def supportless(qbaf: Qbaf) -> Qbaf:
    """The graph with every support of a statement turned into an attack."""
    sign = np.where(qbaf.kind == Kind.BEARING, -1, qbaf.sign)
    return rebuilt(qbaf, sign=sign)


def rebuilt(qbaf: Qbaf, **changed: Any) -> Qbaf:
    given = ("initial", "source", "target", "sign", "weight", "is_step", "role")
    names = (*given, "report", "voucher", "same_source")
    arrays = {name: changed.get(name, getattr(qbaf, name)) for name in names}
    return Qbaf.from_arrays(**arrays)


def fitting(qbaf: Qbaf, semantics: ModularSemantics) -> Qbaf:
    return qbaf if semantics.accepts_support else supportless(qbaf)


@given(semantics=st.sampled_from(tuple(SEMANTICS)), data=st.data())
def test_strengths_lie_between_0_and_1_or_are_owned_not_to_exist(
    semantics: ModularSemantics, data: st.DataObject
) -> None:
    qbaf = fitting(data.draw(qbafs()), semantics)
    with np.errstate(all="raise"):
        solution = solve(qbaf, semantics)
    settled = ~np.isnan(solution.strengths)
    assert settled.all() or not solution.converged
    assert ((solution.strengths[settled] >= 0.0) & (solution.strengths[settled] <= 1.0)).all()
    assert not solution.strengths.flags.writeable


@given(semantics=st.sampled_from(BIPOLAR), data=st.data())
def test_settled_strengths_are_fixed_points(
    semantics: ModularSemantics, data: st.DataObject
) -> None:
    qbaf = data.draw(qbafs())
    solution = solve(qbaf, semantics)
    assume(solution.converged)
    before = solution.strengths.tolist()
    # One more round of the oracle, begun at the solution, stays there.
    after = oracle.one_round(qbaf, oracle.INFLUENCES[semantics.name], before)
    assert close(after, before, 1e-9)


@bipolar
@given(qbaf=qbafs(acyclic=True))
def test_one_pass_is_what_rounds_come_to(semantics: ModularSemantics, qbaf: Qbaf) -> None:
    rounds = oracle.strengths_of_rows(qbaf, oracle.INFLUENCES[semantics.name], qbaf.size)
    assert close(solve(qbaf, semantics).strengths, rounds)


@bipolar
@given(map_=maps(acyclic=True))
def test_a_map_has_the_strengths_of_its_definition(
    semantics: ModularSemantics, map_: ArgumentMap
) -> None:
    expected = oracle.strengths_of_map(map_, oracle.INFLUENCES[semantics.name])
    found = of_map(map_, semantics)
    assert found.keys() == expected.keys()
    assert close(list(found.values()), [expected[reference] for reference in found])


@given(map_=maps())
def test_any_map_compiles_and_is_scored_or_owned_unsettled(map_: ArgumentMap) -> None:
    for semantics in BIPOLAR:
        assessment = assess(map_, semantics=semantics)
        values = assessment.strengths.values()
        assert assessment.converged or any(one.kind == "unsettled" for one in assessment.warnings)
        assert not assessment.converged or not any(map(math.isnan, values))
        assert str(assessment.ranking()) is not None
        for link in map_.links:
            assert not assessment.flow(link) < 0.0


@given(semantics=st.sampled_from(tuple(SEMANTICS)), data=st.data())
def test_names_and_order_do_not_matter(semantics: ModularSemantics, data: st.DataObject) -> None:
    qbaf = fitting(data.draw(qbafs(acyclic=True)), semantics)
    new_place = np.array(data.draw(st.permutations(range(qbaf.size))))
    order = np.array(data.draw(st.permutations(range(qbaf.source.size))), dtype=int)
    initial, is_step = np.empty(qbaf.size), np.empty(qbaf.size, dtype=bool)
    initial[new_place], is_step[new_place] = qbaf.initial, qbaf.is_step
    moved = Qbaf.from_arrays(
        initial=initial,
        is_step=is_step,
        source=new_place[qbaf.source][order],
        target=new_place[qbaf.target][order],
        sign=qbaf.sign[order],
        weight=qbaf.weight[order],
        role=qbaf.role[order],
    )
    assert close(solve(qbaf, semantics).strengths, solve(moved, semantics).strengths[new_place])


@given(semantics=st.sampled_from(tuple(SEMANTICS)), data=st.data())
def test_only_what_is_downstream_of_a_change_changes(
    semantics: ModularSemantics, data: st.DataObject
) -> None:
    qbaf = fitting(data.draw(qbafs()), semantics)
    node = data.draw(st.integers(0, qbaf.size - 1))
    initial = qbaf.initial.copy()
    initial[node] = data.draw(units())
    reached = {node}
    for _ in range(qbaf.size):
        reached |= {
            int(target)
            for source, target in zip(qbaf.source, qbaf.target, strict=True)
            if int(source) in reached
        }
    apart = [one for one in range(qbaf.size) if one not in reached]
    before = solve(qbaf, semantics).strengths[apart]
    after = solve(qbaf, semantics, initial=initial).strengths[apart]
    assert np.array_equal(before, after, equal_nan=True)


def named(map_: ArgumentMap) -> ArgumentMap:
    """Every support and attack of a statement by way of an `<Argument>` over the same ground;
    what bore on the link bears on the argument."""
    nodes, links, turned = list(map_.nodes), [], {}
    for at, link in enumerate(map_.links):
        target = map_.by_reference.get(str(link.target))
        ordinary = link.polarity in (Polarity.SUPPORT, Polarity.ATTACK)
        if ordinary and target is not None and not target.is_step and map_.counts(link):
            step = Argument(f"step {at}")
            nodes.append(step)
            links.append(supports(link.source, step.reference))
            links.append(evolve(link, source=step.reference))
            turned[link.reference] = step.reference
        else:
            links.append(link)

    def moved(target: str | LinkReference) -> str | LinkReference:
        if isinstance(target, str):
            return target
        if target in turned:
            return turned[target]
        return evolve(target, target=moved(target.target))

    links = [evolve(link, target=moved(link.target)) for link in links]
    return evolve(map_, nodes=nodes, links=links)


@bipolar
@given(map_=st.one_of(maps(acyclic=True), maps(acyclic=True, repeating=True)))
def test_naming_a_link_changes_nothing(semantics: ModularSemantics, map_: ArgumentMap) -> None:
    before, after = of_map(map_, semantics), of_map(named(map_), semantics)
    assert close([after[reference] for reference in before], list(before.values()))


@bipolar
@given(map_=maps())
def test_naming_a_link_on_a_cycle_changes_nothing_where_the_answer_is_the_only_one(
    semantics: ModularSemantics, map_: ArgumentMap
) -> None:
    before, after = assess(map_, semantics=semantics), assess(named(map_), semantics=semantics)
    assume(before.solution.certified and after.solution.certified)
    assert close(
        [after.strengths[one] for one in map_.by_reference], list(before.strengths.values()), 1e-8
    )


@given(
    semantics=st.sampled_from([one for one in SEMANTICS if not one.accepts_support]),
    map_=maps(acyclic=True),
)
def test_naming_an_attack_changes_nothing(semantics: ModularSemantics, map_: ArgumentMap) -> None:
    # Links from nothing count as no attackers under weighted-card, and the steps that name them
    # do: where every attacker may count, nothing changes.
    nodes = {
        one.reference: evolve(one, weight=mode(map_.initial(one.reference)) or 0.5)
        for one in map_.nodes
    }
    links: dict[LinkReference, Link] = {}
    for link in map_.links:
        if link.polarity is Polarity.UNDERCUT and not isinstance(link.target, str):
            continue  # its target may turn into another link
        if link.polarity is Polarity.CONDITION and not isinstance(link.target, str):
            continue
        target = nodes[str(link.target)]
        if link.polarity is Polarity.SUPPORT and not target.is_step:
            link = evolve(link, polarity=Polarity.ATTACK)
        links.setdefault(link.reference, evolve(link, weight=0.4, lr=None))
    attacking = evolve(map_, nodes=tuple(nodes.values()), links=tuple(links.values()))
    before, after = of_map(attacking, semantics), of_map(named(attacking), semantics)
    assert close([after[reference] for reference in before], list(before.values()))


@given(semantics=st.sampled_from(BIPOLAR), map_=maps(acyclic=True), data=st.data())
def test_a_named_step_falls_with_its_ground(
    semantics: ModularSemantics, map_: ArgumentMap, data: st.DataObject
) -> None:
    with_steps = named(map_)
    steps = [one for one in with_steps.nodes if (one.title or "").startswith("step ")]
    assume(steps)
    step = data.draw(st.sampled_from(steps))
    (ground,) = (
        link.source
        for link in with_steps.incoming[step.reference]
        if link.polarity is Polarity.SUPPORT
    )
    dropped = assess(with_steps, semantics=semantics, scenario=Scenario("s").drop(ground))
    assert dropped.strengths[ground] == 0.0
    assert dropped.strengths[step.reference] == 0.0
    # … and with it everything is as if the plain link had lost its source.
    plain = assess(map_, semantics=semantics, scenario=Scenario("s").drop(ground))
    assert close(
        [dropped.strengths[one] for one in plain.strengths], list(plain.strengths.values())
    )


@given(semantics=st.sampled_from(tuple(SEMANTICS)), data=st.data())
def test_a_fixed_node_ignores_what_bears_on_it(
    semantics: ModularSemantics, data: st.DataObject
) -> None:
    qbaf = fitting(data.draw(qbafs()), semantics)
    node = data.draw(st.integers(0, qbaf.size - 1))
    clamp = np.full(qbaf.size, np.nan)
    clamp[node] = data.draw(units())
    kept = qbaf.target != node
    free = Qbaf.from_arrays(
        initial=np.where(np.isnan(clamp), qbaf.initial, clamp),
        source=qbaf.source[kept],
        target=qbaf.target[kept],
        sign=qbaf.sign[kept],
        weight=qbaf.weight[kept],
        is_step=qbaf.is_step,
        role=qbaf.role[kept],
    )
    fixed = solve(qbaf, semantics, clamp=clamp)
    assert fixed.strengths[node] == clamp[node]
    assert close(fixed.strengths, solve(free, semantics).strengths)


@given(qbaf=qbafs(acyclic=True), data=st.data())
def test_steps_rise_with_premises_and_fall_with_undercutters(
    qbaf: Qbaf, data: st.DataObject
) -> None:
    roles = (Role.PREMISE, Role.UNDERCUT)
    rows = [at for at, role in enumerate(qbaf.role.tolist()) if role in roles]
    assume(rows)
    row = data.draw(st.sampled_from(rows))
    source, target = int(qbaf.source[row]), int(qbaf.target[row])
    both = qbaf.source == source
    assume(not ((qbaf.target == target) & both & (qbaf.role != qbaf.role[row])).any())
    # Everything else fixed where it is, so that nothing else carries the change.
    semantics = BIPOLAR[0]
    clamp = solve(qbaf, semantics).strengths.copy()
    clamp[target] = np.nan
    low, high = sorted((data.draw(units()), data.draw(units())))
    found = []
    for value in (low, high):
        clamp[source] = value
        found.append(solve(qbaf, semantics, clamp=clamp).strengths[target])
    if qbaf.role[row] == Role.PREMISE:
        assert found[0] <= found[1] + 1e-15
    else:
        assert found[0] >= found[1] - 1e-15


@given(qbaf=qbafs(acyclic=True))
def test_attack_only_semantics_refuse_supports_of_statements_and_nothing_else(qbaf: Qbaf) -> None:
    supported = bool(((qbaf.kind == Kind.BEARING) & (qbaf.sign > 0)).any())
    for semantics in SEMANTICS:
        if semantics.accepts_support:
            continue
        if supported:
            with pytest.raises(SemanticsError, match="knows attacks only"):
                solve(qbaf, semantics)
        else:
            solve(qbaf, semantics)


@given(map_=maps(acyclic=True))
def test_flows_are_what_the_definition_says(map_: ArgumentMap) -> None:
    """Aggregating the flows of an assessment by hand gives its strengths."""
    assessment = assess(map_)
    for node in map_.nodes:
        if node.is_step:
            continue
        flows: dict[Polarity, list[float]] = {Polarity.SUPPORT: [], Polarity.ATTACK: []}
        conditions: list[Link] = []
        for link in map_.incoming.get(node.reference, ()):
            if link.polarity in flows:
                flows[link.polarity].append(assessment.flow(link, into=node.reference))
            elif link.polarity is Polarity.CONDITION:
                conditions.append(link)
        if conditions:
            continue
        tau = assessment.strength(node.reference).initial
        expected = oracle.log_odds(tau, flows[Polarity.ATTACK], flows[Polarity.SUPPORT])
        assert close(assessment.strengths[node.reference], expected)
