"""What the front matter of an Argdown file configures, as far as it changes what the text says."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from argmap.text.yaml import Plain

#: Settings that Argdown applies after it has read a text; they are kept and not applied here.
LATER = (
    ("model", "explodeArguments"),
    ("selection", None),
    ("map", None),
)


@frozen
class Options:
    """`strict` makes supports between statements entailments and attacks contraries; `tags` keeps
    tags in texts; `transform` lets the conclusions of reconstructed arguments bear their
    relations."""

    front_matter: Plain = None
    strict: bool = False
    tags: bool = True
    transform: bool = True


def options_of(front_matter: Plain) -> Options:
    """The options in front matter; what has another type than Argdown expects is ignored."""
    model = _mapping(front_matter, "model")
    return Options(
        front_matter,
        strict=model.get("mode") == "strict",
        tags=not model.get("removeTagsFromText"),
        transform=bool(model.get("transformArgumentRelations", True)),
    )


def not_applied(front_matter: Plain) -> Iterator[str]:
    """The settings, as dotted keys, that are read and kept and have no effect here."""
    for name, key in LATER:
        section = _mapping(front_matter, name)
        if section and (key is None or section.get(key)):
            yield name if key is None else f"{name}.{key}"


def shortcodes_of(front_matter: Plain) -> dict[str, str]:
    """The shortcodes that front matter adds, with what they stand for."""
    found = _mapping(_mapping(front_matter, "model"), "shortcodes")
    signs = {name: _mapping(found, name).get("unicode") for name in found}
    return {name: sign for name, sign in signs.items() if isinstance(sign, str)}


def _mapping(value: Plain, key: str) -> dict[str, Plain]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}
