"""`argmap set`: say something else of one node or link, and leave the rest of the text as it is."""

from __future__ import annotations

import click

from argmap.cli.edits import deliver_edits, diffed, reading_errors
from argmap.cli.outputs import wrong_usage


@click.command("set", short_help="Change a weight, a grade, a date in a file, and nothing else.")
@click.argument("file", type=click.Path())
@click.argument("of")
@click.argument("said", nargs=-1, metavar="[KEY=VALUE]...")
@click.option("--tag", multiple=True, metavar="NAME", help="Put a tag on it.")
@click.option("--untag", multiple=True, metavar="NAME", help="Take a tag off it.")
@diffed
def set_(
    file: str,
    of: str,
    said: tuple[str, ...],
    tag: tuple[str, ...],
    untag: tuple[str, ...],
    diff: bool,
) -> None:
    """Change what FILE, or what it includes, says of OF: a statement `[A]`, an argument `<R>` or a
    link `[A] -> [B]`.

    KEY=VALUE as in braces: weight=.6, 'weight=[.4, .5, .8]', grade=B3, date=2016, note=Why;
    KEY= takes it out. Everything else in the file stays as it is, to the byte.
    """
    pairs = [_pair(one) for one in said]
    if not (pairs or tag or untag):
        raise click.UsageError("nothing to set: write KEY=VALUE, such as weight=.6, or --tag NAME")

    from argmap.writing.manuscript import edit

    with reading_errors():
        manuscript = edit(file)
    with wrong_usage():
        for key, value in pairs:
            manuscript = manuscript.with_value(of, key, value)
        for name in tag:
            manuscript = manuscript.with_tag(of, name)
        for name in untag:
            manuscript = manuscript.without_tag(of, name)
    deliver_edits(manuscript.files, diff=diff)


def _pair(text: str) -> tuple[str, str | None]:
    key, sign, value = text.partition("=")
    if not sign:
        raise click.UsageError(f"{text!r} says nothing; write KEY=VALUE, such as weight=.6")
    return key.strip(), value.strip() or None
