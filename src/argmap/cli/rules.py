"""`argmap rules`: what argmap may complain about, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli.screen import screen, show

if TYPE_CHECKING:
    from argmap.diagnostics import Rule


@click.command(short_help="Explain what argmap complains about.")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
def rules(codes: tuple[str, ...]) -> None:
    """List all rules, or say of each CODE (AM202, or a name such as indent) why it is there, with
    an example that breaks it.
    """
    if codes:
        for number, code in enumerate(codes):
            if number:
                show([()])
            _explain(code)
        return
    from argmap import tables

    records = [
        {"code": one.code, "severity": one.severity.value, "name": one.name, "rule": one.summary}
        for one in _all()
    ]
    show([((line.rstrip(), ""),) for line in tables.as_text(records).splitlines()])


def _all() -> tuple[Rule, ...]:
    from argmap.checks import CHECKS, UNUSED_ALLOWANCE
    from argmap.text.rules import RULES

    found = (*RULES, *(one.rule for one in CHECKS), UNUSED_ALLOWANCE)
    return tuple(sorted(found, key=lambda one: one.code))


def _explain(code: str) -> None:
    from argmap.checks import CHECKS
    from argmap.registry import did_you_mean
    from argmap.rendering import visible
    from argmap.text.explanations import EXPLANATIONS

    rule = next((one for one in _all() if code.upper() == one.code or code == one.name), None)
    if rule is None:
        known = [name for one in _all() for name in (one.code, one.name)]
        raise click.UsageError(f"there is no rule {code!r}{did_you_mean(code, known)}")
    why, example = "", ""
    for check in CHECKS:
        if check.rule is rule:
            why, example = check.why, check.example
    for one in EXPLANATIONS:
        if one.rule is rule:
            why = one.why
            example = one.example if isinstance(one.example, str) else ""
    heading = f"{rule.code} {rule.name} ({rule.severity.value})"
    said = [line for text in (rule.summary, why) for line in screen().wrapped(text)]
    show([((heading, "heading"),), (), *(((line, ""),) for line in said)])
    lines = [visible(line) for line in example.rstrip("\n").split("\n")]
    if example and len(lines) <= 40 and max(map(len, lines)) <= 200:
        show([(), (("for example here:", ""),), ()])
        show([((f"    {line}".rstrip(), "dim"),) for line in lines])
