"""The text format: characters, tokens, tree, lines, map; and Argdown without any scoring.

`argmap.text.parse_argdown` and the names below are public and load on first use.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argmap.text.argdown import Argdown as Argdown
    from argmap.text.argdown import Argument as Argument
    from argmap.text.argdown import End as End
    from argmap.text.argdown import Inference as Inference
    from argmap.text.argdown import Mark as Mark
    from argmap.text.argdown import Occurrence as Occurrence
    from argmap.text.argdown import Relation as Relation
    from argmap.text.argdown import Section as Section
    from argmap.text.argdown import Statement as Statement
    from argmap.text.mapping import map_of as map_of
    from argmap.text.plain import parse_argdown as parse_argdown
    from argmap.text.plain import read_argdown as read_argdown

_HOME = {
    "argmap.text.argdown": (
        "Argdown",
        "Argument",
        "End",
        "Inference",
        "Mark",
        "Occurrence",
        "Relation",
        "Section",
        "Statement",
    ),
    "argmap.text.mapping": ("map_of",),
    "argmap.text.plain": ("parse_argdown", "read_argdown"),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> Any:
    try:
        module = _MODULE_OF[name]
    except KeyError:
        raise AttributeError(f"module 'argmap.text' has no attribute {name!r}") from None
    value = getattr(importlib.import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
