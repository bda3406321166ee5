"""A night that was scored, kept and written, and a reviewer at its workbooks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from qa_scorer.checks import find_out
from qa_scorer.language import Language
from qa_scorer.model import Call, CallData, Night, Rubric, ScoredCall, in_hand
from qa_scorer.rubric import load_rubric, shipped_rubric
from qa_scorer.scorecards import write_night
from qa_scorer.scorecards.review_layout import Key
from qa_scorer.scoring import score
from qa_scorer.store import Store
from tests.dialogues import call_of, said
from tests.store.kept import SETTINGS

BEGAN = datetime(2026, 11, 18, 9, 30)


def rubric() -> Rubric:
    return load_rubric(shipped_rubric())


def call(number: int, agent_id: str = "1206") -> Call:
    """A call without greeting, job number, closing question and farewell."""
    turns = [
        said("agent", 0.5, "请讲。"),
        said("customer", 3.0, f"我的号码是幺三八零零幺三八零零{number}，我想查一下这个月的话费。"),
        said("agent", 15.0, "您本月的话费是三十六元。"),
        said("customer", 24.0, "好的。"),
        said("agent", 26.0, "好。"),
    ]
    data = CallData(
        call_id=f"C{agent_id}{number}", agent_id=agent_id, agent_name="张丽", team="一班",
        started_at=BEGAN + timedelta(hours=number), customer_number="13800138000",
    )  # fmt: skip
    made = call_of(turns, data=data)
    facts = replace(made.evidence.facts, sha256=f"{int(agent_id):032x}{number:032x}", duration_s=30.0)
    return replace(made, name=f"{agent_id}/{number}.wav", evidence=replace(made.evidence, facts=facts))


def scored(made: Call) -> ScoredCall:
    loaded = rubric()
    return ScoredCall(call=made, scorecard=score(loaded, find_out(loaded, made)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A store and the workbooks of its night."""

    store: Path
    out: Path
    night: Night

    def book(self, agent_id: str = "1206") -> Path:
        return self.out / "agents" / f"{agent_id}.xlsx"


def kept_night(folder: Path, lang: Language = "zh") -> Kept:
    """Three calls of 1206 and one of 1301, scored by the shipped rubric."""
    calls = [scored(call(0)), scored(call(1)), scored(call(2)), scored(call(0, "1301"))]
    night = Night(
        rubric=rubric(), scored=in_hand(calls), unscored=(), started_at=BEGAN, finished_at=BEGAN, engine="written"
    )
    with Store.open_to_write(folder / "qa.db", "test") as store:
        numbers = store.keep_rubric(night.rubric)
        for each in calls:
            evidence = store.keep_evidence(each.call.evidence, SETTINGS)
            number = store.keep_call(each.call.name, Path("/recordings") / each.call.name, each.call.data, evidence)
            answers = [(item.rule.sha256, item.finding.answer) for item in each.scorecard.items]
            store.keep_answers(number, answers, numbers)
            store.keep_scorecard(number, each.scorecard)
    write_night(night, folder / "out", lang)
    return Kept(store=folder / "qa.db", out=folder / "out", night=night)


def review_sheet(book: Workbook) -> Worksheet:
    return next(sheet for sheet in book.worksheets if any(cell.value == Key.CALL for cell in sheet[1]))


def places(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): int(cell.column or 0) for cell in sheet[1] if cell.value}


def row_of(sheet: Worksheet, rule: str, call: int = 0) -> int:
    """The row of the `call`th finding of `rule`."""
    column = places(sheet)[Key.RULE]
    return [row for row in range(3, sheet.max_row + 1) if sheet.cell(row, column).value == rule][call]


def type_into(path: Path, typed: Mapping[tuple[str, int], Mapping[Key, object]]) -> None:
    """Type into the Review sheet: by (rule, which of its calls), what stands under which key."""
    book = load_workbook(path)
    sheet = review_sheet(book)
    for (rule, number), words in typed.items():
        for key, word in words.items():
            sheet.cell(row_of(sheet, rule, number), places(sheet)[key]).value = word  # type: ignore[assignment]
    book.save(path)


def disagrees(reviewer: str = "王芳", right: str = "做到", reason: str = "听到了") -> dict[Key, object]:
    return {Key.OPINION: "不同意", Key.RIGHT_OUTCOME: right, Key.REASON: reason, Key.REVIEWER: reviewer}


def agrees(reviewer: str = "王芳") -> dict[Key, object]:
    return {Key.OPINION: "同意", Key.REVIEWER: reviewer, Key.REVIEWED_ON: datetime(2026, 11, 20)}
