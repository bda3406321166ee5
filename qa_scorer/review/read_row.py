"""One row of the Review sheet -> a verdict and an appeal, taken whole or not at all."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_scorer.language import Text
from qa_scorer.model import Outcome
from qa_scorer.review.typed_cells import CellProblem, Cells, day, said, same, short, shown, word
from qa_scorer.review.verdicts import Appeal, FindingKey, Review
from qa_scorer.scorecards.review_layout import APPEALS, INPUTS, OPINIONS, RIGHT_OUTCOMES, AppealState, Key, Opinion
from qa_scorer.scorecards.wordings import FOR_PERSON

if TYPE_CHECKING:
    from openpyxl.cell import Cell

_OUTCOME_WORDS: Mapping[Outcome, tuple[Text, ...]] = {
    outcome: (words, FOR_PERSON) if outcome is Outcome.MISSED else (words,) for outcome, words in RIGHT_OUTCOMES.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was typed into one row. `cell` is the first cell typed into, such as H12."""

    cell: str
    review: Review | None
    appeal: Appeal | None


def read_row(cells: Cells) -> Row | None:
    """None for the heading and where nothing was typed. Raises CellProblem, also where a printed cell was edited."""
    typed = [cells[key] for key in INPUTS if key in cells and cells[key].value not in (None, "")]
    if cells[Key.CALL].value == Key.CALL or (not typed and cells[Key.AS_WRITTEN].value is None):
        return None
    written = _unchanged(cells)
    if not typed:
        return None
    for cell in typed:
        if cell.data_type == "f":
            raise CellProblem(
                cell, Text("单元格里是公式，不是填写的内容", "it holds a formula, not what a reviewer typed")
            )
    key = FindingKey(
        audio_sha256=str(cells[Key.CALL].value),
        rule=str(cells[Key.RULE].value),
        rule_sha256=str(cells[Key.RULE_SHA256].value),
    )
    return Row(cell=typed[0].coordinate, review=_review(key, cells, written), appeal=_appeal(key, cells, typed))


def _as_written(cell: "Cell") -> Mapping[Key, object]:
    try:
        written: dict[str, object] = json.loads(str(cell.value))
        return {Key(name): value for name, value in written.items()}
    except (ValueError, AttributeError) as problem:
        why = Text(
            "这个隐藏的格子被改过或清空了，不知道这一行是哪一条，没有取",
            "this hidden cell was changed or emptied, so nobody knows what the row is about; it was not taken",
        )
        raise CellProblem(cell, why) from problem


def _unchanged(cells: Cells) -> Mapping[Key, object]:
    """The printed cells of a row as they were written. Raises CellProblem for the first that was changed."""
    written = _as_written(cells[Key.AS_WRITTEN])
    for key, value in written.items():
        cell = cells.get(key)
        if cell is not None and not same(value, shown(cell)):
            raise CellProblem(
                cell,
                Text(
                    f"这一格不能改（原来写的是“{short(value)}”），这一行没有取",
                    f"this cell is not to be edited (it said “{short(value)}”); the row was not taken",
                ),
            )
    return written


def _review(key: FindingKey, cells: Cells, written: Mapping[Key, object]) -> Review | None:
    right = word(cells, Key.RIGHT_OUTCOME, {outcome: (text,) for outcome, text in RIGHT_OUTCOMES.items()})
    opinion = word(cells, Key.OPINION, {choice: (text,) for choice, text in OPINIONS.items()})
    reviewer = said(cells, Key.REVIEWER)
    if opinion is None:
        if right is not None:
            raise CellProblem(cells[Key.RIGHT_OUTCOME], Text("没有选复核意见", "no opinion was chosen beside it"))
        return None
    machine = _machine_outcome(written)
    if opinion is Opinion.DISAGREE and right in (None, machine):
        raise CellProblem(
            cells.get(Key.RIGHT_OUTCOME, cells[Key.OPINION]),
            Text(
                "不同意时要选正确结果，且与机器的不同",
                "who disagrees chooses the right outcome, other than the machine's",
            ),
        )
    if opinion is Opinion.AGREE and right not in (None, machine):
        raise CellProblem(
            cells[Key.RIGHT_OUTCOME], Text("写了同意，又选了别的结果", "it says agree, and yet another outcome")
        )
    if not reviewer:
        raise CellProblem(cells.get(Key.REVIEWER, cells[Key.OPINION]), Text("没有写复核人", "no reviewer is named"))
    return Review(
        key=key,
        machine=machine,
        opinion=opinion,
        right=right if opinion is Opinion.DISAGREE else None,
        reason=said(cells, Key.REASON),
        reviewer=reviewer,
        reviewed_on=day(cells, Key.REVIEWED_ON),
    )


def _machine_outcome(written: Mapping[Key, object]) -> Outcome:
    said = str(written[Key.OUTCOME])
    return next(outcome for outcome, words in _OUTCOME_WORDS.items() if any(said in (w.zh, w.en) for w in words))


def _appeal(key: FindingKey, cells: Cells, typed: list["Cell"]) -> Appeal | None:
    state = word(cells, Key.APPEAL_STATE, {choice: (text,) for choice, text in APPEALS.items()})
    reason, answer = said(cells, Key.APPEAL), said(cells, Key.APPEAL_ANSWER)
    if state is None and not reason and not answer:
        return None
    state = state or AppealState.FILED
    if state in (AppealState.UPHELD, AppealState.REJECTED) and not answer:
        raise CellProblem(
            cells.get(Key.APPEAL_ANSWER, typed[0]),
            Text("申诉已有结论，却没有写答复", "the appeal is decided, but no answer is given"),
        )
    return Appeal(key=key, state=state, reason=reason, deadline=day(cells, Key.APPEAL_DEADLINE), answer=answer)
