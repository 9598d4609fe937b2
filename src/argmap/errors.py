"""Wrong calls raise one of these; wrong text never does (see `diagnostics`)."""

from __future__ import annotations


class ArgmapError(Exception):
    """The root of everything argmap raises on purpose."""


class WeightError(ArgmapError, ValueError):
    """A number outside its domain, or no number at all."""


class MapError(ArgmapError, ValueError):
    """Nodes, links or settings that do not make a map."""


class UnknownName(ArgmapError, LookupError):
    """A name that is in no table, with what is near."""


class UnknownReference(ArgmapError, KeyError):
    """A reference that names no node of the map, or more than one."""

    def __str__(self) -> str:  # KeyError would show the repr of the message
        return str(self.args[0]) if self.args else ""


class ScenarioError(ArgmapError, ValueError):
    """Changes that contradict each other or touch nothing."""


class SemanticsError(ArgmapError, ValueError):
    """A map that the chosen semantics cannot score."""


class QbafError(ArgmapError, ValueError):
    """Arrays that do not make a graph: shapes, dtypes, indices or domains."""


class FileError(ArgmapError, OSError):
    """A file that cannot be written or a suffix nobody knows."""


class RevisionError(ArgmapError, ValueError):
    """A revision that cannot be had: no git, no repository, no such revision or file in it."""


class EngineError(ArgmapError, RuntimeError):
    """The layout engine is missing, failed or took too long."""


class PictureError(ArgmapError, ValueError):
    """A picture that cannot be as it was asked for."""


class AnalysisError(ArgmapError, ValueError):
    """A question about a map that makes no sense, or has no answer in numbers."""
