"""Write `docs/checks.md` from the checks themselves.

python scripts/checks_page.py
"""

from __future__ import annotations

from pathlib import Path

from argmap.checks import CHECKS, UNUSED_ALLOWANCE

PAGE = Path(__file__).parents[1] / "docs/checks.md"

_HEAD = f"""\
# What argmap objects to

`argmap check FILE` first lists mistakes: what argmap cannot read, or what cannot mean anything
(the table in [text-format.md](text-format.md)). When a file has none, it goes on as a careful
critic of the argument would. An objection is a matter of judgement: it may be answered by a better
map, or allowed with a reason. With `--strict` objections set the exit status, too; `--select` and
`--ignore` take codes, beginnings of codes such as `AM6`, or names.

To allow an objection, say so in a comment, with the code and the reason: at the end of the line it
is about, on the line above, or anywhere in the file with the title.

```argdown
[Trade is thin]: The two trade little. // allow AM603: nobody in this debate doubts it

// allow AM608 on [Pragmatic cooperation]: only one of the two texts discusses it
```

What an included file allows `on [Title]` it allows when it is checked itself: as part of more, the
map may differ. A comment that allows what nobody objects to is reported as {UNUSED_ALLOWANCE.code}.
An unmet expectation is no matter of judgement and cannot be allowed.

From Python: `argmap.checks.check(map)` returns the same objections as values.

| code | name | objects to | severity |
| --- | --- | --- | --- |
"""


def page() -> str:
    """The page as it should be."""
    rows = "".join(
        f"| [{one.rule.code}](#{one.rule.code.lower()}-{one.name}) | {one.name} "
        f"| {one.rule.summary} | {one.rule.severity.value} |\n"
        for one in CHECKS
    )
    parts = [
        f"## {one.rule.code} {one.name}\n\n{one.rule.summary}\n\n{_wrapped(one.why)}\n\n"
        f"For example here:\n\n```argdown\n{one.example.rstrip()}\n```\n"
        for one in CHECKS
    ]
    return _HEAD + rows + "\n" + "\n".join(parts)


def _wrapped(text: str, width: int = 100) -> str:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
