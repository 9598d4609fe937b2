"""Feed bytes to the readers, guided by coverage, until one raises or takes too long.

A check for developers; needs atheris. Findings become examples in tests/text/test_hostile.py:

    python scripts/fuzz_reading.py -max_total_time=600 -timeout=10 [FOLDER OF TEXTS]
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["argmap.text", "argmap.diagnostics"]):
    from argmap.rendering import as_text
    from argmap.text.file import decoded
    from argmap.text.language import ARGDOWN, ARGMAP
    from argmap.text.plain import parse_argdown
    from argmap.text.read import parse


def read(content: bytes) -> None:
    source = decoded(content, "fuzzed", lambda _: None)
    if source is None:
        return
    argdown = parse_argdown(source.text)
    for one in argdown.diagnostics:
        as_text(one)
    for language in (ARGMAP, ARGDOWN, None):
        reading = parse(source.text, language=language)
        for one in reading.diagnostics:
            as_text(one)
        if language is ARGDOWN and argdown.ok and (argdown.statements or argdown.arguments):
            assert reading.ok


if __name__ == "__main__":
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()
