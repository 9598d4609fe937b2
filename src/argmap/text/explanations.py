"""Why each rule is there, and a text that breaks it and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from argmap.diagnostics import Rule
from argmap.text import rules

#: What a program does with the example when it meets the mistake.
READING = "reading"
LAYING_OUT = "laying out"
WRITING = "writing"


@frozen
class Explanation:
    """A rule, why it is there, and an example: the content of `file`, and of files `beside` it.

    `when` tells what meets the mistake, and `besides` what else the example cannot but break.
    """

    rule: Rule
    why: str
    example: str | bytes
    file: str = "example.argdown"
    beside: Mapping[str, str] = field(factory=dict)
    when: str = READING
    besides: tuple[Rule, ...] = ()


_PROFILE = "===\nargmap:\n    version: 1\n===\n\n"

EXPLANATIONS: tuple[Explanation, ...] = (
    Explanation(
        rules.UNREADABLE,
        "Nothing can be said of a file that cannot be opened. Of a misspelled name, the file "
        "beside it that is named alike is suggested.",
        "",
        file="gone.argdown",
    ),
    Explanation(
        rules.NOT_TEXT,
        "A text has one encoding, UTF-8, so that it reads alike everywhere. Bytes that are "
        "none are not guessed at: a wrong guess would change words without anybody noticing.",
        b"[A]: Caf\xe9 is written in Latin-1 here.\n",
    ),
    Explanation(
        rules.BYTE_ORDER_MARK,
        "Argdown takes the invisible mark that some editors put at the very beginning for a "
        "part of the text, and stops. `argmap fmt` takes it out.",
        "\ufeff[A]: Something invisible stands before this.\n",
    ),
    Explanation(
        rules.CARRIAGE_RETURN,
        "With line ends of Windows, Argdown reads data that stands on several lines as text, "
        "without a word. `argmap fmt` writes LF.",
        "[A]: One line.\r\n",
    ),
    Explanation(
        rules.EMPTY,
        "A map has at least one statement; a file without one is probably not the file that "
        "was meant.",
        "// Only a comment.\n",
    ),
    Explanation(
        rules.CONTROL_CHARACTER,
        "Control characters are invisible, mean different things to different programs, and "
        "come from a slip or from a file that is no text.",
        "[A]: A bell rings\x07 here.\n",
    ),
    Explanation(
        rules.LONG_LINE,
        "Nobody writes a million characters without a line end; what does is damaged, or made "
        "to hurt.",
        f"[A]: {'x' * 1_000_001}\n",
    ),
    Explanation(
        rules.MORE,
        "A text that is no map at all may be met by a million complaints, and nobody reads more "
        "than the first. Their number is told.",
        _PROFILE + "[A]: One.\n\n[B]: Two.\n" + "    + [A] #tag\n" * 1001,
        besides=(rules.MISPLACED,),
    ),
    Explanation(
        rules.TAB,
        "How wide a tab is depends on the editor, so the levels that one person sees are not "
        "those that another sees. `argmap fmt` writes blanks.",
        _PROFILE + "[A]: One.\n\t+ [B]: Two.\n",
    ),
    Explanation(
        rules.INDENT,
        "A wrapped line that happens to begin with +, - or _ would silently become a relation "
        "if any indentation would do. So a relation is indented by exactly four blanks for "
        "each level, and wrapped text by two.",
        _PROFILE + "[A]: The price rose by 7 percent, then fell by\n  - if I remember well - 5.\n",
    ),
    Explanation(
        rules.BLANK_BEFORE_RELATION,
        "A blank line ends a statement with all that belongs to it, so the relation below it "
        "relates to nothing. `argmap fmt` takes the blank line out.",
        "[A]: One.\n\n    + [B]: Two.\n",
    ),
    Explanation(
        rules.TOO_DEEP,
        "Nobody can follow 64 levels; files that have more are made by a mistake or to hurt.",
        "[A]: One.\n" + "".join(f"{'    ' * at}+ Level {at}.\n" for at in range(1, 66)),
    ),
    Explanation(
        rules.NO_BLANK,
        "Without a blank line, Argdown reads the second block as a part of the first, or "
        "stops. `argmap fmt` puts it in.",
        "[A]: One.\n[B]: Two.\n",
    ),
    Explanation(
        rules.UNCLOSED_BRACKET,
        "A bracket begins a title, and a title ends on its line.",
        "[A]: A bracket [ that nothing closes.\n",
    ),
    Explanation(
        rules.STRAY_REFERENCE,
        "A title in brackets refers to a statement at the start of a line; within a text it "
        "would be taken for the beginning of another statement.",
        "[A]: One.\n\n[B]: This follows from [A] at once.\n",
    ),
    Explanation(
        rules.UNPAIRED_EMPHASIS,
        "Argdown stops at an emphasis that is never closed. A * or _ that is meant as it "
        "stands is written \\* or \\_.",
        "[A]: Five *stars for this.\n",
    ),
    Explanation(
        rules.MALFORMED_STRUCTURE,
        "A premise-conclusion structure has premises, an inference and a conclusion, one "
        "directly below the other; without one of them nobody knows what follows from what.",
        "<R>: A reason.\n\n(1) [A]: A premise.\n(2) [B]: And then?\n",
    ),
    Explanation(
        rules.NO_TEXT,
        "A title with a colon says that a text follows. To refer to what is defined elsewhere, "
        "leave the colon out.",
        _PROFILE + "[A]:\n\n[B]: Two.\n",
    ),
    Explanation(
        rules.LATE_FRONT_MATTER,
        "Settings are read before all else, so they stand before all else. Further down, "
        "Argdown stops at ===.",
        "[A]: One.\n\n===\ntitle: Too late\n===\n",
    ),
    Explanation(
        rules.UNCLOSED_FRONT_MATTER,
        "Without the second === nobody knows where the settings end and the text begins.",
        "===\ntitle: A map\n\n[A]: One.\n",
    ),
    Explanation(
        rules.TEXT_AFTER_REFERENCE,
        "A line that refers to a title says nothing else of it: text that stands behind it "
        "would be lost without a word. A colon makes it a definition.",
        "[A]: One.\n\n[B]: Two.\n    + [A] and some more words\n",
    ),
    Explanation(
        rules.UNCLOSED_COMMENT,
        "A comment that is never closed would swallow the rest of the file.",
        "[A]: One.\n\n/* To be continued\n",
    ),
    Explanation(
        rules.ADDRESS_IN_TEXT,
        "// begins a comment, also in an address, and takes the rest of the line with it.",
        "[A]: As https://example.org says, it is so.\n",
    ),
    Explanation(
        rules.ALLOWANCE,
        "An allowance answers an objection, so it names the objection and gives the reason. A "
        "comment that begins like one and is none would allow nothing, silently.",
        "[A]: One. // allow AM603\n",
    ),
    Explanation(
        rules.STRAY_BACKSLASH,
        "A backslash says that the sign after it is text. At the end of a line there is none.",
        "[A]: One \\\n  two.\n",
    ),
    Explanation(
        rules.NOT_APPLIED,
        "Argdown's tools draw by settings of their own. They are kept, and argmap's pictures "
        "and numbers do not follow them.",
        "===\nselection:\n    excludeDisconnected: true\n===\n\n[A]: One.\n",
    ),
    Explanation(
        rules.UNCLOSED_BRACE,
        "Braces that nothing closes would take everything up to the next brace for data.",
        _PROFILE + "[A]: One. {note: where does this end\n\n[B]: Two.\n",
    ),
    Explanation(
        rules.DATA_NOT_LAST,
        "Braces end what is said of a statement. Words behind them would be lost.",
        "[A]: One {note: x} and more.\n",
    ),
    Explanation(
        rules.DATA_READ_DIFFERENTLY,
        "Argdown finds the end of data by a rule of its own, which braces in quotes confuse. "
        "What one reader takes for data, another would take for text.",
        _PROFILE + '[A]: One. {note: "a } b"}\n',
    ),
    Explanation(
        rules.INVALID_YAML,
        "Data is YAML, with a blank after each colon and comma. Argdown silently gives an "
        "empty map for a file in which it is not.",
        _PROFILE + "[A]: One. {note: [a}\n",
    ),
    Explanation(
        rules.DUPLICATE_KEY,
        "Of two values under one key nobody knows which is meant; Argdown silently gives an "
        "empty map.",
        _PROFILE + "[A]: One. {note: x, note: y}\n",
    ),
    Explanation(
        rules.YAML_ALIAS,
        "Anchors, aliases and tags let a small file become a huge one, or run something. "
        "Nothing in a map needs them.",
        _PROFILE + "[A]: One. {note: &a x}\n",
    ),
    Explanation(
        rules.UNKNOWN_KEY,
        "A key that nobody reads is most often one that is misspelled, and what it says would "
        "be lost without a word.",
        _PROFILE + "[A]: One. {wieght: .5}\n",
    ),
    Explanation(
        rules.UNKNOWN_ENTRY,
        "An entry without a key is known by its shape: a weight, a grade, a place, a date, or "
        "the id of a source. What is none of these is misspelled, or a text with a comma in it "
        "that wants quotes.",
        _PROFILE + "[A]: One. {note: so it is, or is it}\n",
    ),
    Explanation(
        rules.SHAPE_TWICE,
        "Of two entries that say the same kind of thing only one could count.",
        _PROFILE + "[A]: One. {p3, p7}\n",
    ),
    Explanation(
        rules.BAD_VALUE,
        "A value of the wrong kind cannot be what was meant.",
        _PROFILE + "[A]: One. {card: perhaps}\n",
    ),
    Explanation(
        rules.BAD_WEIGHT,
        "Weights lie between 0 and 1, and ranges go from low over the most likely to high; a "
        "likelihood ratio is at least 1.",
        _PROFILE + "[A]: One. {weight: 5}\n",
    ),
    Explanation(
        rules.BAD_DATE,
        "A date that is on no calendar is a slip, and it would be sorted and selected wrongly.",
        _PROFILE + "[A]: One. {2016-13}\n",
    ),
    Explanation(
        rules.MISPLACED,
        "What is said of a statement stands where it is defined, what is said of a relation on "
        "the line that draws it: so there is one place to look, and no two lines disagree.",
        _PROFILE + "[A]: One.\n\n[B]: Two.\n    + [A] {weight: .5}\n",
    ),
    Explanation(
        rules.BLANK_AFTER_COLON,
        "Without the blank YAML reads key and value as one word.",
        _PROFILE + "[A]: One. {note:x}\n",
    ),
    Explanation(
        rules.INCLUDE_MISSING,
        "A map that lacks a part would be scored as if the part had nothing to say.",
        "@include(other.argdown)\n\n[A]: One.\n",
    ),
    Explanation(
        rules.INCLUDE_OUTSIDE,
        "A file from somewhere else must not be able to read whatever lies on the disk.",
        "@include(../secrets.argdown)\n\n[A]: One.\n",
    ),
    Explanation(
        rules.INCLUDE_CYCLE,
        "A file that includes itself would never end.",
        "@include(example.argdown)\n\n[A]: One.\n",
    ),
    Explanation(
        rules.INCLUDE_FRONT_MATTER,
        "Settings in the middle of a text would have to be merged in some order that nobody "
        "sees. Those of an included file stand in its settings file.",
        "@include(part.argdown)\n\n[A]: One.\n",
        beside={"part.argdown": "===\ntitle: A part\n===\n\n[B]: Two.\n"},
    ),
    Explanation(
        rules.SETTING_CONFLICT,
        "Settings are merged key by key. Where two files disagree, neither is right by being "
        "read first.",
        "===\nargmap:\n    rivalry: silent\n===\n\n[A]: One.\n",
        beside={"example.argmap.yaml": "rivalry: attack\n"},
    ),
    Explanation(
        rules.BAD_SETTING,
        "A setting with a value that it cannot have would silently stay at its default.",
        "===\nargmap:\n    semantics: log-ods\n===\n\n[A]: One.\n",
    ),
    Explanation(
        rules.UNKNOWN_SOURCE,
        "Who vouches counts, so a source that is named is described: under argmap: sources:, "
        "by its id.",
        _PROFILE + "[A]: One. {source: nobody}\n",
    ),
    Explanation(
        rules.BAD_SCENARIO,
        "A scenario that changes nothing, or gives one thing two values, is not what was "
        "meant; most often a title in it was renamed.",
        "===\nargmap:\n    scenarios:\n        worst: {drop: [Nothing of the kind]}\n===\n\n"
        "[A]: One.\n",
    ),
    Explanation(
        rules.UNDEFINED,
        "A title that is nowhere defined is most often misspelled, and what stands below it "
        "would bear on nothing.",
        _PROFILE + "[Arson]: Somebody set fire to it.\n    + [Debts]: There were debts.\n\n[Debt]\n"
        "    + There were bills.\n",
    ),
    Explanation(
        rules.DEFINED_TWICE,
        "Two texts under one title are two statements or one too many; only one of them would "
        "be shown.",
        _PROFILE + "[A]: One.\n\n[A]: Another.\n",
    ),
    Explanation(
        rules.TEXT_TWICE,
        "A statement without a title goes by its text, so two with the same text could not be "
        "told apart. If they are the same, one title says so.",
        _PROFILE + "It rains.\n\nIt rains.\n",
    ),
    Explanation(
        rules.BAD_LINK,
        "Some things cannot stand in a relation: a statement with itself, a thesis as a "
        "premise, a likelihood ratio on the way to an argument.",
        _PROFILE + "[A]: One.\n    >< [A]\n",
    ),
    Explanation(
        rules.WEIGHT_CONFLICT,
        "Lines with the same two ends and the same sign are one relation, and it has one weight.",
        _PROFILE + "[A]: One.\n    + [B]: Two. {.5}\n\n[B]\n    +> [A] {.6}\n",
    ),
    Explanation(
        rules.UNDERCUT_OF_NOTHING,
        "An undercut denies that something shows something. Below a statement that stands by "
        "itself there is nothing that it is said to show.",
        _PROFILE + "[A]: One.\n    _ [B]: It does not follow.\n",
    ),
    Explanation(
        rules.NO_POSITIONS,
        "A question is answered by the statements below it that are tagged #assessment. "
        "Without any, nothing is ranked.",
        _PROFILE + "# Who did it? {question: who}\n\n[A]: Ann did it.\n",
    ),
    Explanation(
        rules.POSITION_WITHOUT_QUESTION,
        "In a file that asks questions, a statement tagged #assessment answers one of them, or "
        "it is ranked nowhere.",
        _PROFILE + "[A]: Ann did it. #assessment\n\n# Who did it? {question: who}\n\n"
        "[B]: Bob did it. #assessment\n",
    ),
    Explanation(
        rules.BAD_EXPECTATION,
        "An expectation about nothing could never be missed, and would reassure for no reason.",
        "===\nargmap:\n    expect: [Nobody > A]\n===\n\n[A]: One.\n",
    ),
    Explanation(
        rules.LAYOUT,
        "`argmap fmt` reads what it has laid out before it writes it. When that does not say "
        "the same, the file stays as it is.",
        "Some text that goes on\n- with a dash.\n",
        when=LAYING_OUT,
    ),
    Explanation(
        rules.NOT_CARRIED,
        "Some things that a map can say no text can: a title alone, the weight of a condition, "
        "what a scenario fixed. They are listed, so that nobody finds out later.",
        '{"argmap": 1, "nodes": [{"type": "claim", "title": "A"}], "links": []}\n',
        file="example.json",
        when=WRITING,
    ),
    Explanation(
        rules.INVALID_JSON,
        "A JSON file is a map of argmap, with the key `argmap`, or what Argdown's tools export.",
        '{"argmap": 1, "nodes": [}\n',
        file="example.json",
    ),
    Explanation(
        rules.BAD_TABLE,
        "A matrix has a line of names, one for each hypothesis, and a line for each item.",
        "item,H1\n",
        file="example.csv",
    ),
    Explanation(
        rules.ROW_LENGTH,
        "With a cell too few or too many, ratings would slip to another hypothesis.",
        "item,H1,H2\nA report,C,I\nAnother,C,I,C\n",
        file="example.csv",
    ),
    Explanation(
        rules.BAD_RATING,
        "A rating says how consistent an item is with a hypothesis, in letters or from -2 to 2. "
        "Anything else is not guessed at.",
        "item,H1,H2\nA report,C,maybe\n",
        file="example.csv",
    ),
    Explanation(
        rules.BAD_LEVEL,
        "Credibility and relevance are low, medium or high, or numbers from 0 to 1.",
        "item,credibility,H1,H2\nA report,B3,C,I\n",
        file="example.csv",
    ),
    Explanation(
        rules.NAME_TWICE,
        "Two items, or two hypotheses, of one name could not be told apart in what comes out.",
        "item,H1,H2\nA report,C,I\nA report,I,C\n",
        file="example.csv",
    ),
    Explanation(
        rules.COLUMN_IGNORED,
        "A column without a heading is left out, and said to be, so that no hypothesis goes "
        "missing unnoticed.",
        "item,H1,H2,\nA report,C,I,C\n",
        file="example.csv",
    ),
)
