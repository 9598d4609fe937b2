"""Every kind of mistake in a text, with its code. Codes keep their meaning for ever.

1xx the file itself · 2xx blocks and lines · 3xx braces · 4xx settings and includes · 5xx meaning
· 7xx writing.
"""

from __future__ import annotations

from attrs import evolve

from argmap.diagnostics import Rule, Severity
from argmap.registry import Registry

UNREADABLE = Rule("AM101", "unreadable", "The file cannot be opened: missing, a directory, locked.")
NOT_TEXT = Rule("AM102", "not-text", "The bytes are no UTF-8 text.")
BYTE_ORDER_MARK = Rule("AM103", "byte-order-mark", "A byte-order mark stops Argdown's parser.")
CARRIAGE_RETURN = Rule(
    "AM104",
    "carriage-return",
    "Lines end in CR LF, with which Argdown takes data over several lines for text.",
    Severity.WARNING,
)
EMPTY = Rule("AM105", "empty", "There is no statement in the file.")
CONTROL_CHARACTER = Rule("AM106", "control-character", "A control character stands in the text.")
MORE = Rule(
    "AM108",
    "more",
    "There are more complaints about a text than are listed.",
    Severity.WARNING,
)

LONG_LINE = Rule("AM107", "long-line", "A line is longer than anybody writes.")

TAB = Rule("AM201", "tab", "A line is indented by a tab.")
INDENT = Rule("AM202", "indent", "A relation is not indented by 4 blanks for each level.")
BLANK_BEFORE_RELATION = Rule(
    "AM203", "blank-before-relation", "A blank line separates a relation from what it belongs to."
)
TOO_DEEP = Rule("AM204", "too-deep", "Relations or data are nested too deep.")
NO_BLANK = Rule("AM205", "no-blank-line", "A blank line is missing between two blocks.")
UNCLOSED_BRACKET = Rule("AM216", "unclosed-bracket", "A bracket opens a title that nothing closes.")
STRAY_REFERENCE = Rule(
    "AM206",
    "stray-reference",
    "A title in brackets stands in running text.",
)
UNPAIRED_EMPHASIS = Rule(
    "AM207", "unpaired-emphasis", "A * or _ opens an emphasis that nothing closes."
)
# AM208 said that lists are not read; it is never used again.
MALFORMED_STRUCTURE = Rule(
    "AM209", "malformed-structure", "A premise-conclusion structure lacks a part."
)
NO_TEXT = Rule("AM210", "no-text", "A text is missing where one has to stand.")
LATE_FRONT_MATTER = Rule("AM211", "late-front-matter", "Front matter stands below the first line.")
UNCLOSED_FRONT_MATTER = Rule("AM212", "unclosed-front-matter", "Front matter is never closed.")
TEXT_AFTER_REFERENCE = Rule(
    "AM213", "text-after-reference", "Text follows a reference on its line."
)
UNCLOSED_COMMENT = Rule("AM214", "unclosed-comment", "A comment is never closed.")
ADDRESS_IN_TEXT = Rule(
    "AM215", "address-in-text", "The // of an address starts a comment that swallows the line."
)

ALLOWANCE = Rule(
    "AM217", "malformed-allowance", "A comment allows a diagnostic and gives no code or reason."
)
STRAY_BACKSLASH = Rule("AM218", "stray-backslash", "A \\ at the end of a line escapes nothing.")
NOT_APPLIED = Rule(
    "AM219",
    "not-applied",
    "A setting of Argdown's is read and kept, and has no effect on a map.",
    Severity.NOTE,
)

UNCLOSED_BRACE = Rule("AM301", "unclosed-brace", "A brace opens data that nothing closes.")
DATA_NOT_LAST = Rule("AM302", "data-not-last", "Something follows the braces on their line.")
DATA_READ_DIFFERENTLY = Rule(
    "AM303", "data-read-differently", "Argdown would end this data at another brace."
)
INVALID_YAML = Rule("AM304", "invalid-yaml", "The data is not valid YAML.")
DUPLICATE_KEY = Rule("AM305", "duplicate-key", "A key stands twice in one mapping.")
YAML_ALIAS = Rule("AM306", "yaml-alias", "YAML anchors, aliases and tags are refused.")
UNKNOWN_KEY = Rule("AM307", "unknown-key", "Nobody reads this key.")
UNKNOWN_ENTRY = Rule("AM308", "unknown-entry", "A bare entry is of no known shape and no source.")
SHAPE_TWICE = Rule("AM309", "shape-twice", "Two entries say the same kind of thing.")
BAD_VALUE = Rule("AM310", "bad-value", "A value is of the wrong kind.")
BAD_WEIGHT = Rule("AM311", "bad-weight", "A weight is no number from 0 to 1, nor a range of them.")
BAD_DATE = Rule("AM312", "bad-date", "A date names no day, month, year or interval.")
MISPLACED = Rule("AM313", "misplaced", "This does not belong in the data of this line.")
BLANK_AFTER_COLON = Rule("AM314", "blank-after-colon", "A blank is missing after a colon.")

INCLUDE_MISSING = Rule("AM401", "include-missing", "An included file cannot be read.")
INCLUDE_OUTSIDE = Rule("AM402", "include-outside", "An included file lies outside the folder.")
INCLUDE_CYCLE = Rule("AM403", "include-cycle", "A file includes itself.")
INCLUDE_FRONT_MATTER = Rule(
    "AM404", "include-front-matter", "An included file has front matter of its own."
)
SETTING_CONFLICT = Rule("AM405", "setting-conflict", "Two files give one setting two values.")
BAD_SETTING = Rule("AM406", "bad-setting", "A setting has a value that it cannot have.")
UNKNOWN_SOURCE = Rule("AM407", "unknown-source", "A source is named that no settings describe.")
BAD_SCENARIO = Rule("AM408", "bad-scenario", "A scenario cannot be applied to this map.")

UNDEFINED = Rule("AM501", "undefined", "A title is referred to and nowhere defined.")
DEFINED_TWICE = Rule("AM502", "defined-twice", "A title is defined twice.")
TEXT_TWICE = Rule("AM503", "text-twice", "Two statements without a title have the same text.")
BAD_LINK = Rule("AM504", "bad-link", "This relation cannot hold between these two.")
WEIGHT_CONFLICT = Rule("AM505", "weight-conflict", "One link is given two different weights.")
UNDERCUT_OF_NOTHING = Rule(
    "AM506", "undercut-of-nothing", "An undercut stands below a statement that bears on nothing."
)
NO_POSITIONS = Rule("AM507", "no-positions", "A question has no position.", Severity.WARNING)
POSITION_WITHOUT_QUESTION = Rule(
    "AM508",
    "position-without-question",
    "A statement is tagged as an assessment and stands under no question.",
    Severity.WARNING,
)
BAD_EXPECTATION = Rule(
    "AM509", "bad-expectation", "An expectation names nothing, or cannot be met or missed here."
)

LAYOUT = Rule("AM701", "layout", "A text cannot be laid out without changing what it says.")
NOT_CARRIED = Rule(
    "AM702", "not-carried", "A format cannot carry a part of the map.", Severity.WARNING
)
INVALID_JSON = Rule("AM703", "invalid-json", "The file is not valid JSON, or no map.")

RULES = Registry("rule", tuple(one for one in list(globals().values()) if isinstance(one, Rule)))


def as_warning(rule: Rule) -> Rule:
    """The rule where Argdown's own reading is taken as it is, so that the work can go on."""
    return rule if rule.severity is not Severity.ERROR else evolve(rule, severity=Severity.WARNING)
