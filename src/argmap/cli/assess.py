"""`argmap assess`: rank the positions and say why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli import options
from argmap.cli.inputs import guard_inputs, read_map
from argmap.cli.options import Supposed
from argmap.cli.outputs import deliver, formatted, style_of
from argmap.cli.screen import WIDTH, Screen, screen, show, text_of

if TYPE_CHECKING:
    from argmap.assessment import Assessment
    from argmap.ranking import Ranking
    from argmap.semantics.modular import ModularSemantics


@click.command(short_help="Rank the competing positions of FILE and say why.")
@click.argument("file", type=click.Path())
@options.semantics
@options.supposing
@click.option("--question", metavar="ID", help="One question only.")
@click.option(
    "--reasons",
    type=click.IntRange(min=0),
    default=3,
    metavar="N",
    show_default=True,
    help="How many to show each way; 0 shows the rankings alone.",
)
@formatted
@click.option("-q", "--quiet", is_flag=True, help="The rankings alone, and no warnings.")
def assess(
    file: str,
    semantics: ModularSemantics | None,
    supposed: Supposed,
    question: str | None,
    reasons: int,
    style: str | None,
    output: str | None,
    quiet: bool,
) -> None:
    """Score FILE and rank the positions of each of its questions.

    Every position comes with the strongest reasons each way, their force (weight of the link ×
    strength of the reason) and whose word they rest on.

    \b
    What if?
      argmap assess map.argdown --assume '[Treaty signed]=true'
      argmap assess map.argdown --scale 'source:state_tv=0.2'
      argmap assess map.argdown --drop 'tag:rumour'
    """
    style = style_of(style, output)
    map_, files = read_map(file, quiet=quiet)
    if output is not None:
        guard_inputs(output, files)
    scenario = supposed.of(map_)

    from argmap.assessment import assess as score

    assessment = score(map_, semantics=semantics, scenario=scenario)
    rankings = _rankings(assessment, question)
    limit = 0 if quiet else reasons
    if output is None and style == "text":
        from argmap.cli.report import as_lines

        show(as_lines(assessment, rankings, screen(), reasons=limit))
        return
    deliver(_text(assessment, rankings, style, limit), output, files)


def _rankings(assessment: Assessment, question: str | None) -> tuple[Ranking, ...]:
    from argmap.errors import UnknownReference

    if question is None:
        return assessment.rankings
    try:
        return (assessment.ranking(question),)
    except UnknownReference as error:
        known = ", ".join(one.question.id for one in assessment.rankings if one.question.id)
        raise click.BadParameter(
            f"{error}{f'; known: {known}' if known else ''}", param_hint="'--question'"
        ) from error


def _text(assessment: Assessment, rankings: tuple[Ranking, ...], style: str, reasons: int) -> str:
    from argmap.cli import report

    match style:
        case "md":
            return report.as_markdown(assessment, rankings, reasons=reasons)
        case "csv":
            return report.as_csv(rankings)
        case "json":
            return report.as_json(assessment, rankings, reasons=reasons)
        case _:
            lines = report.as_lines(assessment, rankings, Screen(WIDTH), reasons=reasons)
            return "\n".join(map(text_of, lines))
