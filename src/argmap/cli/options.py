"""Names and expressions on the command line become objects here, and nowhere deeper."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import click
from attrs import frozen

from argmap.errors import ArgmapError, ScenarioError, UnknownReference

if TYPE_CHECKING:
    from argmap.model.map import ArgumentMap
    from argmap.model.scenario import Action, Change, Scenario
    from argmap.registry import Registry
    from argmap.sampling.layers import Layer

_Function = TypeVar("_Function", bound=Callable[..., Any])
_Option = Callable[[_Function], _Function]


# -- from text to values; wrong usage when there is none -------------------------------------


def _named(table: Callable[[], Registry[Any]]) -> Callable[..., Any]:
    """The value of that name in a table, which is loaded when the option is used."""

    def value_named(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Any:
        if value is None:
            return None
        try:
            return table().named(value)
        except ArgmapError as error:
            raise click.BadParameter(str(error)) from error

    return value_named


def _table(module: str, name: str) -> Callable[[], Registry[Any]]:
    """The table of that name, so that only the commands that use it load its module."""

    def table() -> Registry[Any]:
        found: Registry[Any] = getattr(import_module(module), name)
        return found

    return table


_semantics = _table("argmap.semantics", "SEMANTICS")
_groupings = _table("argmap.analysis.grouping", "GROUPINGS")
_methods = _table("argmap.analysis.methods", "METHODS")
_yardsticks = _table("argmap.analysis.likelihood", "YARDSTICKS")
_ach_methods = _table("argmap.analysis.inconsistency", "ACH_METHODS")
_pooling_methods = _table("argmap.analysis.pooling", "POOLING_METHODS")
_views = _table("argmap.views.drawing", "VIEWS")
_themes = _table("argmap.views.drawing", "THEMES")
_papers = _table("argmap.views.painting.paper", "PAPERS")


def _layers(
    _ctx: click.Context, _param: click.Parameter, value: str | None
) -> tuple[Layer, ...] | None:
    from argmap.sampling.layers import LAYERS

    if value is None:
        return None
    try:
        return tuple(LAYERS.named(name.strip()) for name in value.split(","))
    except ArgmapError as error:
        raise click.BadParameter(str(error)) from error


def _valued(
    action: str, example: str, read: Callable[[str], float]
) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], tuple[Change, ...]]:
    """`SELECTOR=VALUE` as a change; the last `=` divides, so that a title may hold one."""

    def changes(
        _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
    ) -> tuple[Change, ...]:
        return tuple(map(change, values))

    def change(value: str) -> Change:
        from argmap.model.scenario import Action, Change

        selector, _equals, number = value.rpartition("=")
        if not selector.strip() or not number.strip():
            raise click.BadParameter(f"{value!r} lacks a part; write it like {example}")
        try:
            return Change(Action(action), selector.strip(), read(number.strip()))
        except ArgmapError as error:
            raise click.BadParameter(f"{value!r}: {error}") from error

    return changes


def _truth(text: str) -> float:
    from argmap.model.scenario import truth

    word = {"true": True, "false": False}.get(text.casefold())
    return truth(_number(text, "true, false or a number from 0 to 1") if word is None else word)


def _factor(text: str) -> float:
    from argmap.model.scenario import factor

    return factor(_number(text, "a number of at least 0"))


def _weight(text: str) -> float:
    from argmap.model.weight import unit

    return unit(_number(text, "a number from 0 to 1"))


def _log_odds(text: str) -> float:
    from argmap.model.scenario import finite

    return finite(_number(text, "a number of log-odds"))


def _number(text: str, what: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ScenarioError(f"expected {what}, not {text!r}") from None


def swept(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, float, float]:
    """`SELECTOR=LOW..HIGH`: what to sweep, and from where to where."""
    selector, _equals, span = value.rpartition("=")
    low, dots, high = span.partition("..")
    try:
        if not (selector.strip() and dots):
            raise ScenarioError("write it like 'Heavy rain=0..1' or '[A] -> [B]=0..1'")
        ends = (_number(low, "a number before .."), _number(high, "a number after .."))
    except ScenarioError as error:
        raise click.BadParameter(f"{value!r}: {error}") from error
    return selector.strip(), *ends


def _selected(
    action: str, example: str
) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], tuple[Change, ...]]:
    """A selector alone as a change."""

    def changes(
        _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
    ) -> tuple[Change, ...]:
        from argmap.model.scenario import Action, Change

        if not all(value.strip() for value in values):
            raise click.BadParameter(f"name what to {action}, like {example}")
        return tuple(Change(Action(action), value.strip()) for value in values)

    return changes


def _action(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Action | None:
    from argmap.model.scenario import Action

    return None if value is None else Action(value)


class _Listing(click.Option):
    """An option whose help names what is in the table; the table is loaded for the help alone."""

    def __init__(self, *args: Any, table: Callable[[], Registry[Any]], **kwargs: Any) -> None:
        super().__init__(*args, callback=_named(table), **kwargs)
        self.table = table

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        found = super().get_help_record(ctx)
        return found and (found[0], f"{found[1]} Known: {', '.join(self.table().names)}.")


# -- options that several commands share -----------------------------------------------------

semantics: _Option[Any] = click.option(
    "--semantics",
    cls=_Listing,
    table=_semantics,
    metavar="NAME",
    help="How strengths follow from what bears on them; what the file says, else log-odds.",
)

layout: _Option[Any] = click.option(
    "--layout", cls=_Listing, table=_views, metavar="NAME", help="How to see the map; auto."
)

theme: _Option[Any] = click.option(
    "--theme", cls=_Listing, table=_themes, metavar="NAME", help="Colours; light."
)

paper: _Option[Any] = click.option(
    "--paper",
    cls=_Listing,
    table=_papers,
    metavar="NAME",
    help="Spread over pages: one PDF, or one SVG or PNG for each page.",
)


def grouping(default: str) -> _Option[Any]:
    """`--by`, with what is taken without it."""
    return click.option(
        "--by",
        cls=_Listing,
        table=_groupings,
        metavar="NAME",
        help=f"What to take together; {default}.",
    )


by: _Option[Any] = grouping("item")

method: _Option[Any] = click.option(
    "--method", cls=_Listing, table=_methods, metavar="NAME", help="How to share out; shapley."
)

yardstick: _Option[Any] = click.option(
    "--yardstick", cls=_Listing, table=_yardsticks, metavar="NAME", help="Words for probabilities."
)

steps: _Option[Any] = click.option(
    "--steps", type=int, default=11, show_default=True, help="How many values, both ends included."
)

action: _Option[Any] = click.option(
    "--action",
    type=click.Choice(("assume", "set", "scale", "shift")),
    callback=_action,
    help="What to do with the values; assume of nodes, set of links.",
)

ach_method: _Option[Any] = click.option(
    "--method",
    cls=_Listing,
    table=_ach_methods,
    metavar="NAME",
    help="How to score; effects of a map, heuer of a matrix.",
)

pooling: _Option[Any] = click.option(
    "--method", cls=_Listing, table=_pooling_methods, metavar="NAME", help="How; logarithmic."
)

question: _Option[Any] = click.option(
    "--question", metavar="ID", help="Another question than the first."
)

items: _Option[Any] = click.option(
    "--items", metavar="SELECTOR", help="The statements to hold against the positions."
)

over: _Option[Any] = click.option(
    "--over", metavar="POSITION", required=True, help="The position to compare with."
)

over_or_none: _Option[Any] = click.option(
    "--over", metavar="POSITION", help="The lead over this one, not the strength alone."
)

scenarios: _Option[Any] = click.option(
    "--scenario", "chosen", metavar="ID", multiple=True, help="Of the file, too; may be repeated."
)

quiet: _Option[Any] = click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")


def drawing(command: _Function) -> _Function:
    """The options that say how to draw at random."""
    decorated: Any = command
    for option in reversed(_DRAWING):
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]


_DRAWING: tuple[_Option[Any], ...] = (
    click.option("--seed", type=int, default=0, metavar="N", help="Which random numbers; 0."),
    click.option(
        "--layers",
        callback=_layers,
        metavar="NAME,NAME",
        help="What varies: credibility, links, linchpins; all.",
    ),
    click.option(
        "--correlation",
        type=float,
        default=0.5,
        metavar="0…1",
        help="How far errors of one source go together; 0.5.",
    ),
    click.option(
        "--spread",
        type=float,
        default=0.15,
        metavar="0…1",
        help="How far weights stated as one number vary each way; 0.15.",
    ),
)

_SUPPOSING: tuple[_Option[Any], ...] = (
    click.option("--scenario", metavar="ID", help="A scenario of the file."),
    click.option(
        "--assume",
        metavar="SELECTOR=VALUE",
        callback=_valued("assume", "'[X]=true', '[X]=false' or '[X]=0.7'", _truth),
        multiple=True,
        help="Fix a strength: '[X]=true', '[X]=false', '[X]=0.7'.",
    ),
    click.option(
        "--scale",
        metavar="SELECTOR=VALUE",
        callback=_valued("scale", "'source:ru_*=0.2'", _factor),
        multiple=True,
        help="Multiply weights: 'source:ru_*=0.2'.",
    ),
    click.option(
        "--drop",
        metavar="SELECTOR",
        callback=_selected("drop", "'[Title]' or 'source:ru_*'"),
        multiple=True,
        help="Take out of play: '[X]', 'tag:rumour', '[A] -> [B]'.",
    ),
    click.option(
        "--only",
        metavar="SELECTOR",
        callback=_selected("only", "'in:paper'"),
        multiple=True,
        help="Drop every cited statement but these: 'in:paper'.",
    ),
    click.option(
        "--set",
        "set_",
        metavar="SELECTOR=VALUE",
        callback=_valued("set", "'[X]=0.7' or '[A] -> [B]=0.4'", _weight),
        multiple=True,
        help="Replace weights: '[X]=0.7', '[A] -> [B]=0.4'.",
    ),
    click.option(
        "--shift",
        metavar="SELECTOR=VALUE",
        callback=_valued("shift", "'tag:rumour=-1'", _log_odds),
        multiple=True,
        help="Add log-odds to initial weights: 'tag:rumour=-1'.",
    ),
    click.option(
        "--flip",
        metavar="SELECTOR",
        callback=_selected("flip", "'[A] -> [B]'"),
        multiple=True,
        help="Turn supports into attacks and back: '[A] -> [B]'.",
    ),
)
#: How these arrive, `--scenario` aside.
_CHANGES = ("assume", "scale", "drop", "only", "set_", "shift", "flip")


@frozen
class Supposed:
    """What the options of `supposing` said."""

    scenario: str | None
    changes: tuple[Change, ...]

    def of(self, map_: ArgumentMap) -> Scenario | None:
        """The scenario to score the map under; wrong usage when it does not fit the map.

        Changes given as options come on top of a scenario of the file and win over it.
        """
        from argmap.model.scenario import Scenario

        try:
            base = map_.scenario(self.scenario) if self.scenario is not None else None
        except UnknownReference as error:
            known = ", ".join(one.id for one in map_.scenarios)
            hint = f"; known: {known}" if known else "; the file has none"
            raise click.BadParameter(f"{error}{hint}", param_hint="'--scenario'") from error
        if not self.changes:
            return base
        words = [one.action.value + " " + one.selector + value_of(one) for one in self.changes]
        name = " + ".join([base.id, *words] if base else words)
        result = Scenario(name, extends=base.id if base else None, changes=self.changes)
        try:
            map_.supposing(result)
        except ScenarioError as error:
            raise click.UsageError(_plain(error, name)) from error
        return result


def value_of(change: Change) -> str:
    """What a change does with its selector's finds, as it is shown: ` = 0.7`, ` × 0.2`."""
    value = change.value
    if value is None:
        return ""
    if not isinstance(value, float):
        return f" = {value}"
    match change.action.value:
        case "scale":
            return f" × {value:g}"
        case "shift":
            return f" {'+' if value >= 0 else '−'} {abs(value):g}"
        case "assume" if value in (0.0, 1.0):
            return " = true" if value else " = false"
        case _:
            return f" = {value:g}"


def _plain(error: ScenarioError, name: str) -> str:
    """The message without the name of the scenario, which the options have made up."""
    message = str(error)
    if message.startswith(f"{name!r} "):
        return f"the command line {message.removeprefix(f'{name!r} ')}"
    action = message.split(" ", 1)[0]
    return f"--{message}" if action in {name.strip("_") for name in _CHANGES} else message


def supposing(command: _Function) -> _Function:
    """The options that change a map before it is scored; they arrive as one value, `supposed`."""
    import functools

    @functools.wraps(command)
    def with_one_value(*args: Any, scenario: str | None, **others: Any) -> Any:
        changes = [change for name in _CHANGES for change in others.pop(name)]
        return command(*args, supposed=Supposed(scenario, tuple(changes)), **others)

    decorated: Any = with_one_value
    for option in reversed(_SUPPOSING):
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]
