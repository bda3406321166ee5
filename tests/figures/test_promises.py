"""Promises heard in a call: which words are one, and when it is due."""

from datetime import datetime

import pytest

from qa_scorer.figures.promises import promises
from qa_scorer.figures.said import Said
from qa_scorer.model import Role

FRIDAY = datetime(2026, 11, 27, 10, 0)


def due(text: str, role: Role = Role.AGENT) -> list[datetime | None]:
    return [promise.due_at for promise in promises([Said(role, 3.0, text)], FRIDAY)]


@pytest.mark.parametrize(("text", "when"), [
    ("我们会在24小时内给您答复", datetime(2026, 11, 28, 10, 0)),
    ("我们会在二十四小时之内给您明确的答复", datetime(2026, 11, 28, 10, 0)),
    ("四八小时内会有专人联系您", datetime(2026, 11, 29, 10, 0)),
    ("三个工作日内处理好", datetime(2026, 12, 2, 10, 0)),
    ("两天之内话费会退还到您的账户", datetime(2026, 11, 29, 10, 0)),
    ("三十分钟以后就恢复了", datetime(2026, 11, 27, 10, 30)),
    ("一个星期以内给您寄出", datetime(2026, 12, 4, 10, 0)),
    ("明天上午师傅会上门", datetime(2026, 11, 28, 18, 0)),
    ("今天下班前给您回电", datetime(2026, 11, 27, 18, 0)),
    ("一百二十小时内到账", datetime(2026, 12, 2, 10, 0)),
])  # fmt: skip
def test_a_deadline_and_what_will_be_given_are_a_promise(text: str, when: datetime) -> None:
    assert due(text) == [when]


@pytest.mark.parametrize("text", [
    "您是24小时内办理的吗",
    "这个套餐有30天有效期",
    "48小时内如果还没有到账您再打过来",
    "之前不是说24小时内给您答复",
    "请您稍等",
    "明天天气不错",
])  # fmt: skip
def test_other_talk_of_time_is_none(text: str) -> None:
    assert due(text) == []


def test_what_the_customer_says_is_no_promise() -> None:
    assert due("你们24小时内给我答复", Role.CUSTOMER) == []


def test_without_the_start_of_the_call_nobody_knows_when_it_is_due() -> None:
    (promise,) = promises([Said(Role.AGENT, 3.0, "我们24小时内给您答复")], None)
    assert promise.due_at is None and promise.is_overdue(FRIDAY) is None


def test_a_promise_is_overdue_after_its_time_and_shows_the_words_about_it() -> None:
    (promise,) = promises([Said(Role.AGENT, 3.0, "好" * 60 + "我们24小时内给您答复" + "好" * 90)], FRIDAY)
    assert "24小时内给您答复" in promise.words and len(promise.words) < 100
    assert promise.is_overdue(datetime(2026, 11, 28, 10, 1)) and not promise.is_overdue(datetime(2026, 11, 28, 9, 59))
