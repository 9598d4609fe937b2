"""A job is what has to be known to draw weightings of one graph: plain values, so that it can be
sent to other threads, processes and machines.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

import numpy as np
from attrs import evolve, field, frozen

from argmap.analysis.bench import Bench
from argmap.assessment import Assessment
from argmap.errors import AnalysisError
from argmap.model.map import ArgumentMap
from argmap.model.question import Question
from argmap.model.sequence import kept
from argmap.qbaf import Qbaf
from argmap.sampling import pert
from argmap.sampling.copula import joined
from argmap.sampling.inputs import Input, inputs
from argmap.sampling.layers import LINCHPINS, Layer
from argmap.sampling.settings import Settings
from argmap.sampling.streams import BLOCK, LEVELS, Levels, key, levels
from argmap.semantics.flows import Floats, Indices
from argmap.semantics.modular import ModularSemantics
from argmap.solver import solve

# Numbers that are worked on at once, and the fewest and most weightings.
_CELLS, _FEWEST, _MOST = 1 << 21, 64, 2048


@frozen(eq=False)
class Numbers:
    """Initial weights (n, S) and weights of rows (m, S); `drawn` nodes with their uniforms (k, S),
    which make true what has a strength above them."""

    initial: Floats
    weights: Floats
    drawn: Indices
    uniforms: Floats


@frozen(eq=False)
class Weights:
    """Inputs of one kind, ready to be looked up: `at` (r,) are nodes or rows, `of` (r,) tells
    which of all inputs stands there, `table` (r,) where its quantiles begin in `tables`."""

    at: Indices
    of: Indices
    table: Indices
    low: Floats
    width: Floats

    @classmethod
    def by(cls, chosen: list[tuple[int, Input]], places: dict[int, int]) -> Weights:
        each = [(number, one, at) for number, one in chosen for at in one.at]
        return cls(
            np.array([at for _, _, at in each], dtype=np.intp),
            np.array([number for number, _, _ in each], dtype=np.intp),
            np.array([places[_place(one)] * LEVELS for _, one, _ in each], dtype=np.intp),
            np.array([one.low for _, one, _ in each])[:, None],
            np.array([one.high - one.low for _, one, _ in each])[:, None],
        )

    def into(self, numbers: Floats, found: Levels, tables: pert.Singles) -> None:
        """Write what stands at these levels (inputs, S) to the numbers (n, S) or (m, S)."""
        values = tables.take(found[self.of] + self.table[:, None]) * self.width
        values += self.low
        numbers[self.at] = values


def contested(map_: ArgumentMap) -> tuple[Question, ...]:
    """The questions that have positions. Raises `AnalysisError` when there are none."""
    found = tuple(question for question in map_.answerable if question.positions)
    if not found:
        raise AnalysisError("the map has no positions; tag claims with #assessment")
    return found


def _place(one: Input) -> int:
    return pert.place(one.low, one.mode, one.high)


@frozen(eq=False)
class Job:
    """A graph, what varies in it, and what is to be known: `contests` are the nodes of the
    positions of each question, `watched` nodes that are drawn true or false and of which is to be
    known who comes first when they are true."""

    qbaf: Qbaf
    semantics: ModularSemantics
    clamp: Floats | None
    inputs: tuple[Input, ...] = field(converter=kept)
    contests: tuple[tuple[int, ...], ...]
    seed: int
    correlation: float
    watched: tuple[int, ...] = ()

    @classmethod
    def of(
        cls,
        assessment: Assessment,
        settings: Settings,
        *,
        layers: Collection[Layer] | None = None,
        watched: Collection[str] = (),
    ) -> Job:
        """For all questions of an assessed map; fewer `layers` than the settings have, if given.

        Raises `AnalysisError` for a map without positions and for one that does not settle.
        """
        if not assessment.converged:
            under = f"under {assessment.scenario.id!r}, " if assessment.scenario else ""
            raise AnalysisError(f"{under}{assessment.warnings[0]}; there is nothing to draw around")
        qbaf, map_ = assessment.qbaf, assessment.map
        varying = settings.layers if layers is None else layers
        return cls(
            # What names things stays here: tasks know numbers only.
            evolve(qbaf, references=(), rows={}),
            assessment.semantics,
            Bench.of(assessment, map_.by_reference).clamp if map_.clamps else None,
            inputs(assessment, varying, settings.spread, watched),
            tuple(
                tuple(qbaf.index[one] for one in question.positions) for question in contested(map_)
            ),
            settings.seed,
            settings.correlation,
            tuple(qbaf.index[one] for one in watched),
        )

    # -- levels ----------------------------------------------------------------------------

    @cached_property
    def voices(self) -> dict[str, int]:
        """Which row of levels each source has: they come after those of the inputs."""
        found = dict.fromkeys(one.voice for one in self.inputs if one.voice is not None)
        return {voice: len(self.inputs) + at for at, voice in enumerate(found)}

    @cached_property
    def _keys(self) -> list[np.ndarray[tuple[int], np.dtype[np.uint64]]]:
        names = [*(one.name for one in self.inputs), *(f"source {one}" for one in self.voices)]
        return [key(self.seed, name) for name in names]

    def levels(self, block: int) -> Levels:
        """Of one block, (inputs, BLOCK)."""
        own = np.empty((len(self._keys), BLOCK), dtype=np.uint16)
        for row, stream in zip(own, self._keys, strict=True):
            row[:] = levels(stream, block)
        return self.together(own)

    def together(self, own: Levels) -> Levels:
        """The levels of the inputs from levels of their own and those of the sources, which come
        after them (inputs + sources, S). The former are written to."""
        for at, one in enumerate(self.inputs):
            if one.voice is not None:
                own[at] = joined(own[at], own[self.voices[one.voice]], self.correlation)
        return own[: len(self.inputs)]

    # -- numbers -----------------------------------------------------------------------------

    @cached_property
    def _tables(self) -> tuple[pert.Singles, Weights, Weights, Indices]:
        numbered = list(enumerate(self.inputs))
        nodes = [(at, one) for at, one in numbered if isinstance(one.reference, str)]
        initial = [(at, one) for at, one in nodes if one.layer != LINCHPINS]
        links = [(at, one) for at, one in numbered if not isinstance(one.reference, str)]
        truths = np.array([at for at, one in nodes if one.layer == LINCHPINS], dtype=np.intp)
        known = sorted({_place(one) for _, one in (*initial, *links)})
        places = {place: at for at, place in enumerate(known)}
        none = np.empty(0, dtype=np.float32)
        tables = np.concatenate([none, *map(pert.quantiles, places)])
        return tables, Weights.by(initial, places), Weights.by(links, places), truths

    def numbers(self, found: Levels) -> Numbers:
        """What to score, from levels (inputs, S)."""
        tables, initial, links, truths = self._tables
        count = found.shape[1]
        taus = np.repeat(self.qbaf.initial[:, None], count, axis=1)
        weights = np.repeat(self.qbaf.weight[:, None], count, axis=1)
        initial.into(taus, found, tables)
        links.into(weights, found, tables)
        drawn = np.array([self.inputs[at].at[0] for at in truths], dtype=np.intp)
        # A high level makes true, as it makes a weight high.
        uniforms = 1.0 - (found[truths] + 0.5) / LEVELS
        return Numbers(taus, weights, drawn, uniforms)

    def strengths(self, found: Levels, nodes: Sequence[int]) -> Floats:
        """Of some nodes, (nodes, S), from levels (inputs, S)."""
        result = np.empty((len(nodes), found.shape[1]))
        size = self.qbaf.size + self.qbaf.weight.size
        width = min(max(_CELLS // max(size, 1), _FEWEST), _MOST)
        for begin in range(0, found.shape[1], width):
            columns = slice(begin, begin + width)
            one = self.numbers(found[:, columns])
            some = bool(one.drawn.size)
            solution = solve(
                self.qbaf,
                self.semantics,
                initial=one.initial,
                weights=one.weights,
                clamp=self.clamp,
                drawn=one.drawn if some else None,
                uniforms=one.uniforms if some else None,
            )
            result[:, columns] = solution.strengths[list(nodes)]
        return result
