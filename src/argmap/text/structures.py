"""What a premise-conclusion structure has to have."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.text.tree import Inference, Numbered


def incomplete(parts: Sequence[Numbered | Inference]) -> tuple[str, str] | None:
    """What a structure with these parts lacks, and the remedy; None if it is complete."""
    steps = [at for at, part in enumerate(parts) if isinstance(part, Inference)]
    if not steps:
        return (
            "numbered statements without an inference are no structure",
            r"---- above the conclusion, or \( if the text begins with a number in brackets",
        )
    if steps[0] == 0:
        return "an inference has no premise above it", "(1) and the premise above it"
    if steps[-1] == len(parts) - 1 or any(at + 1 in steps for at in steps):
        return "an inference has no conclusion below it", "(2) and the conclusion below it"
    if steps[-1] != len(parts) - 2:
        return (
            "statements follow the last conclusion without an inference",
            "---- above the conclusion, and premises above that",
        )
    return None


def unfinished(parts: Sequence[Numbered | Inference]) -> bool:
    """Whether a structure that has these parts so far cannot end here."""
    return not any(isinstance(part, Inference) for part in parts) or isinstance(
        parts[-1], Inference
    )
