"""How the Review sheet of an agent's workbook is laid out, for whoever writes it and whoever reads it back.

A reviewer may sort and filter the rows, move or delete columns, delete rows, rename the sheet, save it with another
program. What must survive that is found by its content and never by its place:

- **The sheet** is the one that has a cell `qa.call` in its first ten rows; its name means nothing.
- **The key row** is the row of that cell (row 1 as written, hidden). Each of its cells holds the key of its column,
  one of `Key` below, so a column that was moved carries its key along. The row after it is the heading for people.
  Where the key row was deleted nothing can be read back safely: say so, and name the sheet.
- **A row** is known by three hidden cells: `qa.call` (SHA-256 of the recording's bytes, the store's key of a call),
  `qa.rule` (the rule's id) and `qa.rule_sha256` (the rule's hash). With the night below they name one finding.
- **What may be typed**: the columns `INPUTS`, and nothing else. Their words are those of `OPINIONS`,
  `RIGHT_OUTCOMES` and `APPEALS`, in the language of the workbook (take both languages). Dates are dates of the
  spreadsheet, `yyyy-mm-dd` as text is as good. A cell that holds a formula was not typed by a reviewer.
- **What must not be typed**: everything else. `qa.as_written` holds the row's visible locked cells as they were
  written, a JSON object from key to value (numbers as numbers, the time in seconds, everything else as text, of a long
  text the first `LONGEST_AS_WRITTEN` characters), so a reader can name the very cell that differs.
- **The night** is on a hidden sheet: `MARK_SHEET`, two columns, one fact a row (`Fact`): the layout's version, the
  night, the agent, the rubric's id, version and SHA-256, the language. Found by its A1, `qa-scorer review`.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from qa_scorer.language import Text
from qa_scorer.model import Night, Outcome
from qa_scorer.scorecards.wordings import OUTCOMES

LAYOUT_VERSION: Final = 1
LONGEST_AS_WRITTEN: Final = 1_000
MARK_SHEET: Final = "qa-scorer"
MARK: Final = "qa-scorer review"


class Key(StrEnum):
    """The keys of the columns, as the key row has them."""

    CALL_NUMBER = "call_number"
    CALL_ID = "call_id"
    FINDING = "finding"
    TITLE = "title"
    OUTCOME = "outcome"
    QUOTE = "quote"
    TIME = "time"
    OPINION = "opinion"
    RIGHT_OUTCOME = "right_outcome"
    REASON = "reason"
    REVIEWER = "reviewer"
    REVIEWED_ON = "reviewed_on"
    APPEAL_STATE = "appeal_state"
    APPEAL = "appeal"
    APPEAL_DEADLINE = "appeal_deadline"
    APPEAL_ANSWER = "appeal_answer"
    CALL = "qa.call"
    RULE = "qa.rule"
    RULE_SHA256 = "qa.rule_sha256"
    AS_WRITTEN = "qa.as_written"


INPUTS: Final = (
    Key.OPINION, Key.RIGHT_OUTCOME, Key.REASON, Key.REVIEWER, Key.REVIEWED_ON,
    Key.APPEAL_STATE, Key.APPEAL, Key.APPEAL_DEADLINE, Key.APPEAL_ANSWER,
)  # fmt: skip
HIDDEN: Final = (Key.CALL, Key.RULE, Key.RULE_SHA256, Key.AS_WRITTEN)


class Fact(StrEnum):
    """What the hidden sheet says, first column; the second has the value, as text."""

    LAYOUT = "layout"
    NIGHT = "night"
    AGENT = "agent"
    RUBRIC = "rubric"
    RUBRIC_VERSION = "rubric_version"
    RUBRIC_SHA256 = "rubric_sha256"
    LANG = "lang"


class Opinion(StrEnum):
    """What the reviewer says of the machine's outcome."""

    AGREE = "agree"
    DISAGREE = "disagree"
    CANNOT_TELL = "cannot_tell"


class AppealState(StrEnum):
    """Where the agent's appeal (申诉) stands."""

    FILED = "filed"
    IN_REVIEW = "in_review"
    UPHELD = "upheld"
    REJECTED = "rejected"


OPEN_APPEALS: Final = (AppealState.FILED, AppealState.IN_REVIEW)  # to be answered

OPINIONS: Mapping[Opinion, Text] = {
    Opinion.AGREE: Text("同意", "agree"),
    Opinion.DISAGREE: Text("不同意", "disagree"),
    Opinion.CANNOT_TELL: Text("听不出", "cannot tell"),
}
RIGHT_OUTCOMES: Mapping[Outcome, Text] = {outcome: OUTCOMES[outcome] for outcome in Outcome}
APPEALS: Mapping[AppealState, Text] = {
    AppealState.FILED: Text("已提出", "filed"),
    AppealState.IN_REVIEW: Text("复核中", "in review"),
    AppealState.UPHELD: Text("申诉成立", "upheld"),
    AppealState.REJECTED: Text("申诉驳回", "rejected"),
}


def night_mark(night: Night) -> str:
    """What a night is called on the hidden sheet: when it started, to the second."""
    return night.started_at.isoformat(timespec="seconds")
