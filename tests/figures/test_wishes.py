"""Suggestions, unanswered questions, outside bodies and kinds of call: what counts, and what does not."""

import pytest

from qa_scorer.figures.call_kinds import CallKind, call_kind, outside_body
from qa_scorer.figures.said import Said
from qa_scorer.figures.wishes import WishKind, wishes
from qa_scorer.model import CallData, Role

AGENT, CUSTOMER = Role.AGENT, Role.CUSTOMER


def kinds(*turns: tuple[Role, str]) -> list[WishKind]:
    return [wish.kind for wish in wishes([Said(role, float(n), text) for n, (role, text) in enumerate(turns)])]


@pytest.mark.parametrize("text", ["我建议你们把账单做清楚一点", "希望你们改一下", "要是能自动提醒就好了"])
def test_a_customers_suggestion_is_noted(text: str) -> None:
    assert kinds((CUSTOMER, text), (AGENT, "谢谢您的建议")) == [WishKind.SUGGESTION]


@pytest.mark.parametrize("text", ["你有什么建议吗", "您建议我办哪个", "好的谢谢"])
def test_to_ask_for_advice_is_no_suggestion(text: str) -> None:
    assert kinds((CUSTOMER, text), (AGENT, "好的")) == []


def test_the_agent_suggests_nothing_here() -> None:
    assert kinds((AGENT, "我建议您换一个套餐")) == []


def test_a_question_is_unanswered_where_the_agent_does_not_know() -> None:
    assert kinds((CUSTOMER, "网速会降到多少呢"), (AGENT, "这个我不太清楚")) == [WishKind.UNANSWERED]


@pytest.mark.parametrize(
    "answer", ["这个我不太清楚，我帮您查一下", "不清楚您说的是哪一项", "降到一兆", "我不确定，稍后回复您"]
)
def test_it_is_not_where_the_agent_answers_looks_it_up_or_asks_back(answer: str) -> None:
    assert kinds((CUSTOMER, "网速会降到多少呢"), (AGENT, answer)) == []


@pytest.mark.parametrize(("word", "kind"), [
    ("咨询", CallKind.QUERY), ("业务办理", CallKind.ORDER), ("故障申告", CallKind.FAULT), ("查询", CallKind.LOOK_UP),
    ("投诉咨询", CallKind.COMPLAINT), ("表扬", CallKind.SUGGESTION), ("Complaint", CallKind.COMPLAINT),
    ("Balance enquiry", CallKind.LOOK_UP), ("骚扰", CallKind.OTHER), ("", None),
])  # fmt: skip
def test_the_word_of_the_call_table_says_the_kind(word: str, kind: CallKind | None) -> None:
    assert call_kind(CallData(call_type=word)) is kind


def test_an_outside_body_counts_when_the_customer_names_it() -> None:
    said = [Said(AGENT, 1.0, "您可以向工信部反映"), Said(CUSTOMER, 5.0, "我要打12315投诉你们")]
    assert outside_body(said) == ("12315", 5.0) and outside_body(said[:1]) is None
