"""An assessment is a map with the strengths it has under one semantics and one scenario."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from html import escape
from types import MappingProxyType

import numpy as np
from attrs import frozen

from argmap.errors import UnknownReference
from argmap.model.link import Link, LinkReference, Polarity, Target
from argmap.model.map import ArgumentMap
from argmap.model.question import Question
from argmap.model.scenario import Action, Scenario
from argmap.model.weight import Weight, mode
from argmap.qbaf import Qbaf
from argmap.ranking import Candidate, Ranking, log_odds, ranked
from argmap.registry import did_you_mean
from argmap.semantics import LOG_ODDS, SEMANTICS
from argmap.semantics.flows import Floats
from argmap.semantics.modular import ModularSemantics
from argmap.solver import Solution, counted, solve

#: A position whose log-odds are further from 0 than this is saturated: more evidence of the same
#: kind hardly moves it, and small differences between such positions mean little.
SATURATED = 4.0


@frozen
class Strength:
    """The initial weight that was scored, the final strength (NaN where it did not settle), and
    the initial weight as stated, if anybody stated one."""

    initial: float
    final: float
    stated: Weight | None


@frozen
class Reason:
    """What a position rests on or suffers from: `sign` is 1 for and −1 against, `force` the flow
    that arrives, weight × strength after undercuts and conditions."""

    source: str
    link: Link
    sign: int
    force: float


@frozen
class Caveat:
    """Something to know before trusting the numbers: `kind` is unsettled, not-unique, uncertified,
    saturated or left-over; `references` name the nodes concerned."""

    kind: str
    message: str
    references: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.message


def assess(
    map: ArgumentMap,
    *,
    semantics: ModularSemantics | None = None,
    scenario: Scenario | None = None,
) -> Assessment:
    """Score a map, under a scenario if one is given.

    Without `semantics` the one that the map names, else log-odds. Raises `SemanticsError` when
    the semantics cannot score the map and `ScenarioError` when the scenario does not fit it.
    """
    if semantics is None:
        semantics = LOG_ODDS if map.semantics is None else SEMANTICS.named(map.semantics)
    supposed = map.supposing(scenario)
    qbaf = Qbaf.from_map(supposed)
    clamp = None
    if supposed.clamps:
        clamp = np.full(qbaf.size, np.nan)
        for one in supposed.clamps:
            clamp[qbaf.index[one.reference]] = one.value
    solution = solve(qbaf, semantics, clamp=clamp)
    return Assessment(supposed, semantics, scenario, map, qbaf, solution)


@frozen(eq=False, repr=False)
class Assessment:
    """`map` is the map as supposed, `base` as it was before the scenario.

    `str()` is its rankings and warnings.
    """

    map: ArgumentMap
    semantics: ModularSemantics
    scenario: Scenario | None
    base: ArgumentMap
    qbaf: Qbaf
    solution: Solution

    # -- strengths -----------------------------------------------------------------------

    @cached_property
    def strengths(self) -> Mapping[str, float]:
        """Final strengths of all nodes by reference, in the order of the map."""
        values = self.solution.strengths.tolist()
        references = (node.reference for node in self.map.nodes)
        return MappingProxyType(dict(zip(references, values, strict=False)))

    @cached_property
    def baseline(self) -> ArgumentMap:
        """The map before the scenario with what the scenario adds, so that the nodes and links of
        `map` stand side by side with its own."""
        return self.base if self.scenario is None else self.base.enlarged(self.scenario)

    @cached_property
    def earlier(self) -> Mapping[str, float]:
        """Final strengths without the scenario, 0 for what the scenario adds."""
        if self.scenario is None:
            return self.strengths
        before = assess(self.base, semantics=self.semantics).strengths
        return MappingProxyType({one: before.get(one, 0.0) for one in self.baseline.by_reference})

    def strength(self, name: str) -> Strength:
        """By reference or bare title; raises `UnknownReference`."""
        reference = self.map.resolve(name)
        node = self.map.by_reference[reference]
        initial = mode(self.map.initial(reference))
        return Strength(initial, self.strengths[reference], node.weight)

    # -- rankings ------------------------------------------------------------------------

    @cached_property
    def rankings(self) -> tuple[Ranking, ...]:
        """One per question of the map."""
        return tuple(map(self._ranking, self.map.answerable))

    def ranking(self, question: Question | str | None = None) -> Ranking:
        """Of one question, given itself or its id; without one, of the first of the map.

        Raises `UnknownReference`; a map without positions has an empty ranking.
        """
        questions = self.map.answerable
        if question is None:
            return self.rankings[0] if questions else ranked(Question("", ""), ())
        wanted = question.id if isinstance(question, Question) else question
        for ranking in self.rankings:
            if ranking.question.id == wanted:
                return ranking
        near = did_you_mean(wanted, [one.id for one in questions])
        raise UnknownReference(f"no question has the id {wanted!r}{near}")

    def _ranking(self, question: Question) -> Ranking:
        candidates = []
        for reference in question.positions:
            node = self.map.by_reference[reference]
            warning = "; ".join(
                caveat.kind for caveat in self.warnings if reference in caveat.references
            )
            candidates.append(
                Candidate(
                    reference,
                    node.title or node.text,
                    node.label,
                    self.strengths[reference],
                    warning,
                )
            )
        return ranked(question, candidates, scenario=self.scenario.id if self.scenario else "")

    def __str__(self) -> str:
        rankings = [
            f"{ranking.question.text}\n{ranking}" if ranking.question.text else str(ranking)
            for ranking in self.rankings
        ]
        return "\n\n".join([*rankings, *(f"warning: {caveat}" for caveat in self.warnings)])

    def _repr_html_(self) -> str:
        warnings = "".join(f"<p>warning: {escape(str(caveat))}</p>" for caveat in self.warnings)
        return "\n".join(ranking._repr_html_() for ranking in self.rankings) + warnings

    def __repr__(self) -> str:
        scenario = f" under {self.scenario.id!r}" if self.scenario else ""
        return f"<Assessment: {self.semantics.name}{scenario}, {len(self.map.nodes)} nodes>"

    # -- what flows ----------------------------------------------------------------------

    def flow(self, link: Link | LinkReference, *, into: str | None = None) -> float:
        """Weight × strength that the link passes on, after undercuts and conditions on it, and less
        where it repeats another one (`same`, `same_source`).

        0 for a link that counts nothing and for one into a node that a scenario fixed. Of a `><`,
        which flows both ways, the flow `into` one of its ends, else the larger one. Of a
        condition or a premise, weight × how far it holds. NaN where nothing settled.
        """
        flows = self._flows(self.map.link(link).reference)
        if into is not None:
            return flows.get(self.map.resolve(into), 0.0)
        return max(flows.values(), default=0.0)

    def _flows(self, reference: LinkReference) -> dict[Target, float]:
        """By the name of what it flows into."""
        qbaf = self.qbaf
        return {
            qbaf.references[qbaf.target[row]]: float(self._counted[row])
            for row in qbaf.rows[reference]
        }

    @cached_property
    def _counted(self) -> Floats:
        """By row of the graph."""
        qbaf = self.qbaf
        cut = np.zeros(qbaf.size, dtype=np.bool_)
        cut[[qbaf.index[reference] for reference in self.map.clamped]] = True
        return counted(qbaf, self.solution.strengths, cut)

    def reasons(self, position: str, limit: int | None = 3) -> tuple[Reason, ...]:
        """The strongest flows into a statement, at most `limit` each way, strongest first.

        Without a limit all of them. What passes nothing on is no reason.
        """
        reference = self.map.resolve(position)
        found = []
        for link in self.map.incoming.get(reference, ()):
            if link.polarity not in _BEARING:
                continue
            force = self.flow(link, into=reference)
            if not force > 0.0:
                continue
            source = link.source
            if link.polarity is Polarity.CONTRADICT and source == reference:
                assert isinstance(link.target, str)
                source = link.target
            found.append(
                Reason(source, link, 1 if link.polarity is Polarity.SUPPORT else -1, force)
            )
        found.sort(key=lambda reason: -reason.force)
        chosen = [
            reason
            for sign in (1, -1)
            for reason in [one for one in found if one.sign == sign][:limit]
        ]
        return tuple(sorted(chosen, key=lambda reason: -reason.force))

    # -- how far to trust it -------------------------------------------------------------

    @property
    def converged(self) -> bool:
        return self.solution.converged

    @property
    def residual(self) -> float:
        return self.solution.residual

    @cached_property
    def warnings(self) -> tuple[Caveat, ...]:
        """What to know before trusting the numbers; views show it."""
        return (*self._unsettled(), *self._unproven(), *self._saturated(), *self._left_over())

    def _unsettled(self) -> list[Caveat]:
        caveats = []
        for cycle in self.solution.unsettled:
            names = tuple(dict.fromkeys(str(self.qbaf.references[node]) for node in cycle.members))
            caveats.append(
                Caveat(
                    "unsettled",
                    f"{_listed(names)} bear on each other and do not settle (residual "
                    f"{cycle.residual:.1e}): they have no strength, nor has what hangs on them",
                    names,
                )
            )
        if caveats:
            members = {name for caveat in caveats for name in caveat.references}
            behind = tuple(
                reference
                for reference, strength in self.strengths.items()
                if np.isnan(strength) and reference not in members
            )
            if behind:
                caveats.append(
                    Caveat("unsettled", f"{_listed(behind)} hang on what does not settle", behind)
                )
        return caveats

    def _unproven(self) -> list[Caveat]:
        caveats = []
        for cycle in self.solution.cycles:
            if not cycle.converged or cycle.certified:
                continue
            members = [str(self.qbaf.references[node]) for node in cycle.members]
            names = tuple(dict.fromkeys(members))
            if cycle.others:
                found = self.solution.strengths[list(cycle.members)]
                other = max(cycle.others, key=lambda one: np.abs(np.array(one) - found).max())
                at = int(np.abs(np.array(other) - found).argmax())
                caveats.append(
                    Caveat(
                        "not-unique",
                        f"{_listed(names)} bear on each other and can settle in more than one way "
                        f"({members[at]} at {found[at]:.3f}, or {other[at]:.3f} from another "
                        "start): their strengths, and what hangs on them, are one answer of "
                        "several",
                        names,
                    )
                )
            else:
                caveats.append(
                    Caveat(
                        "uncertified",
                        f"{_listed(names)} bear on each other so strongly that nothing proves "
                        "their strengths to be the only ones; other starts led to no others",
                        names,
                    )
                )
        return caveats

    def _saturated(self) -> list[Caveat]:
        caveats = []
        for reference in self.map.positions:
            height = log_odds(self.strengths[reference])
            if abs(height) > SATURATED and reference not in self.map.clamped:
                caveats.append(
                    Caveat(
                        "saturated",
                        f"{reference} is saturated (log-odds {height:+.1f}): what else bears on it "
                        "hardly shows; compare log-odds, not scores",
                        (reference,),
                    )
                )
        return caveats

    def _left_over(self) -> list[Caveat]:
        """What `only` leaves of an argument whose evidence it has dropped."""
        if not any(one.change.action is Action.ONLY for one in self.map.touched):
            return []
        positions, clamped = set(self.map.positions), self.map.clamped
        out = {link.source for link in self.map.links if self.map.counts(link)}
        names = tuple(
            node.reference
            for node in self.map.nodes
            if not node.is_step
            and not (node.citation and node.citation.cited)
            and node.reference in out
            and node.reference not in positions
            and node.reference not in clamped
            and node.reference in self.map.incoming
            and not self.reasons(node.reference)
        )
        if not names:
            return []
        stands, they, them = (
            ("stands", "it goes", "it") if len(names) == 1 else ("stand", "they go", "them")
        )
        return [
            Caveat(
                "left-over",
                f"{_listed(names)} {stands} although nothing that is left bears on {them}: “only” "
                f"keeps what nobody is cited for; drop {them}, too, unless {they} without saying",
                names,
            )
        ]


_BEARING = (Polarity.SUPPORT, Polarity.ATTACK, Polarity.CONTRADICT)


def _listed(names: tuple[str, ...], limit: int = 5) -> str:
    shown = ", ".join(names[:limit])
    return f"{shown} and {len(names) - limit} more" if len(names) > limit else shown
