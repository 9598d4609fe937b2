"""Arrays from outside are checked once, here, and the first offender is named."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from argmap.errors import QbafError
from argmap.qbaf.kinds import HEAVIEST, Bytes, Flags, Floats, Ints, Role
from argmap.registry import did_you_mean

# Numbers that are looked at twice while they are in the cache.
_CACHED = 1 << 16


def check_initial(name: str, values: NDArray[Any]) -> None:
    """Raise `QbafError` at the first number outside [0, 1]; NaN is outside."""
    if _between_0_and_1(values):
        return
    refuse(
        ~((values >= 0.0) & (values <= 1.0)),
        lambda at: f"{name}[{place(at)}] is {values[at]:g}: an initial weight lies between 0 and 1",
    )


def check_weight(name: str, values: NDArray[Any], bearing: Flags) -> None:
    """Raise `QbafError` at the first weight outside its domain; `bearing` (m,) marks the links
    into statements, which may weigh more than 1."""
    if _between_0_and_1(values):
        return
    most = np.where(bearing, HEAVIEST, 1.0)
    refuse(
        ~((values >= 0.0) & (values <= (most if values.ndim == 1 else most[:, None]))),
        lambda at: (
            f"{name}[{place(at)}] is {values[at]:g}: "
            + (
                "the weight of a link into a statement is a logarithm of a likelihood ratio at "
                f"most, from 0 to {HEAVIEST:.2f}"
                if bearing[at if values.ndim == 1 else at[0]]
                else "the weight of a condition or of what enters a step lies between 0 and 1"
            )
        ),
    )


def _between_0_and_1(values: NDArray[Any]) -> bool:
    """Whether all are, which two quick passes tell, over some rows at a time that stay in cache."""
    if not values.size:
        return True
    rows = max(_CACHED // (values[0].size or 1), 1)
    cuts = (values[begin : begin + rows] for begin in range(0, len(values), rows))
    return all(bool(cut.min() >= 0.0 and cut.max() <= 1.0) for cut in cuts)


def place(at: Any) -> str:
    return ", ".join(map(str, at)) if isinstance(at, tuple) else str(at)


def shaped(name: str, array: NDArray[Any], length: int | None) -> None:
    """Raise `QbafError` unless the array has one dimension, and that length if one is given."""
    if array.ndim != 1:
        raise QbafError(f"{name} has the shape {array.shape}, and one dimension is expected")
    if length is not None and array.size != length:
        raise QbafError(f"{name} has {array.size} entries, and {length} are expected")


def refuse(wrong: Flags, message: Any) -> None:
    """Raise `QbafError` with the message for the first place that is wrong: an index, or one for
    each dimension."""
    if wrong.any():
        at = int(np.argmax(wrong))
        if wrong.ndim == 1:
            raise QbafError(message(at))
        raise QbafError(message(tuple(int(one) for one in np.unravel_index(at, wrong.shape))))


def _array(name: str, values: Any) -> NDArray[Any]:
    try:
        return np.asarray(values)
    except ValueError as error:  # ragged
        raise QbafError(f"{name} makes no array: {error}") from None


def floats(name: str, values: Any, length: int | None = None) -> Floats:
    array = _array(name, values)
    shaped(name, array, length)
    if array.size and array.dtype.kind not in "fiu":
        raise QbafError(f"{name} holds {array.dtype}, and numbers are expected")
    return array.astype(np.float64, copy=False)


def indices(name: str, values: Any, nodes: int, length: int | None = None) -> Ints:
    array = _array(name, values)
    shaped(name, array, length)
    if array.size and array.dtype.kind not in "iu":
        raise QbafError(f"{name} holds {array.dtype}, and whole numbers are expected")
    if nodes > np.iinfo(np.int32).max:
        raise QbafError(f"{nodes} nodes are more than a graph can hold")
    refuse(
        (array < 0) | (array >= nodes),
        lambda at: (
            f"{name}[{at}] is {array[at]}, and the nodes are numbered from 0 to {nodes - 1}"
            if nodes
            else f"{name}[{at}] is {array[at]}, and there are no nodes"
        ),
    )
    return array.astype(np.int32, copy=False)


def flags(name: str, values: Any, length: int) -> Flags:
    array = _array(name, values)
    shaped(name, array, length)
    if array.size and array.dtype != np.bool_:
        raise QbafError(f"{name} holds {array.dtype}, and true or false is expected")
    return array.astype(np.bool_, copy=False)


def roles(values: Any, length: int) -> Bytes:
    array = _array("role", values)
    shaped("role", array, length)
    names = [role.name.lower() for role in Role]
    if array.dtype.kind == "U":
        known, inverse = np.unique(array, return_inverse=True)
        for one in known:
            if one not in names:
                at = int(np.argmax(array == one))
                near = did_you_mean(str(one), names)
                raise QbafError(f"role[{at}] is {str(one)!r}, which is no role{near}")
        codes = np.array([names.index(str(one)) for one in known], dtype=np.int8)
        return codes[inverse]
    if array.size and array.dtype.kind not in "iu":
        raise QbafError(f"role holds {array.dtype}, and {', '.join(names)} are expected")
    refuse(
        (array < 0) | (array >= len(Role)),
        lambda at: f"role[{at}] is {array[at]}, which is no role: {', '.join(names)}",
    )
    return array.astype(np.int8, copy=False)


def signs(values: Any, length: int) -> Bytes:
    array = _array("sign", values)
    shaped("sign", array, length)
    if array.size and array.dtype.kind not in "fi":
        raise QbafError(f"sign holds {array.dtype}, and 1 or -1 is expected")
    refuse(
        (array != 1) & (array != -1),
        lambda at: f"sign[{at}] is {array[at]}, and 1 (support) or -1 (attack) is expected",
    )
    return array.astype(np.int8, copy=False)


def groups(name: str, values: Any, length: int) -> Ints:
    """Numbers of groups, −1 for none."""
    array = _array(name, values)
    shaped(name, array, length)
    if array.size and array.dtype.kind not in "iu":
        raise QbafError(f"{name} holds {array.dtype}, and whole numbers are expected")
    refuse(
        (array < -1) | (array > np.iinfo(np.int32).max),
        lambda at: f"{name}[{at}] is {array[at]}, and a group's number or -1 (none) is expected",
    )
    result: Ints = closed(array.astype(np.int32, copy=False))
    return result


def share(name: str, value: Any) -> float:
    """A number in [0, 1]."""
    if not isinstance(value, (int, float)) or not 0.0 <= value <= 1.0:
        raise QbafError(f"{name} is {value!r}, and a number between 0 and 1 is expected")
    return float(value)


def closed(array: Any) -> Any:
    """A view that cannot be written through; the caller's own array stays as it was."""
    view = array.view()
    view.flags.writeable = False
    return view
