"""elements: were all the elements there?"""

import pytest

from qa_scorer.checks._events import When
from qa_scorer.checks.elements import Element, Params, answer
from qa_scorer.language import Text
from qa_scorer.model import Outcome, Role, SideMeasures
from tests.dialogues import call_of, said


def element(name: str, *phrases: str, by: str = "agent") -> Element:
    return Element(name=Text(name, name), any_of=phrases, by=by)  # type: ignore[arg-type]  # one of the three


COURTESIES = tuple(element(word, word) for word in ("您好", "请问", "谢谢", "对不起", "再见"))
POLITE = Params(elements=COURTESIES, least=3)
CUSTOMER = said("customer", 20, "我查一下话费")


@pytest.mark.parametrize(
    ("words", "outcome", "degree"),
    [
        ("您好请问查什么再见", Outcome.MET, 1),
        ("您好请问查什么谢谢对不起再见", Outcome.MET, 1),
        ("您好您好您好", Outcome.MISSED, 1 / 3),
        ("查什么", Outcome.MISSED, 0),
    ],
)
def test_each_element_counts_once(words: str, outcome: Outcome, degree: float) -> None:
    found = answer(POLITE, call_of([said("agent", 0, words), CUSTOMER]))
    assert (found.outcome, found.degree) == (outcome, pytest.approx(degree))


def test_one_that_may_have_been_said_leaves_it_open_only_if_it_would_do() -> None:
    whole = Params(elements=(element("名", "请问怎么称呼"), element("时", "什么时候发生")))
    call = call_of([said("agent", 0, "请问怎么称呼"), said("agent", 5, "什么时发现"), CUSTOMER])
    found = answer(whole, call)
    assert (found.outcome, found.degree, [doubt.phrase for doubt in found.doubts]) == (
        Outcome.UNDETERMINED, None, ["什么时候发生"],
    )  # fmt: skip
    three = Params(elements=(*whole.elements, element("谢", "感谢您的来电")))
    assert answer(three, call).outcome is Outcome.MISSED


def test_the_customer_may_volunteer_what_the_agent_need_not_ask() -> None:
    name = Params(elements=(element("姓名", "我姓", by="either"),))
    call = call_of([said("agent", 0, "您好"), said("customer", 3, "我姓王")])
    assert answer(name, call).outcome is Outcome.MET
    assert answer(Params(elements=(element("姓名", "我姓"),)), call).outcome is Outcome.MISSED
    assert answer(Params(elements=(element("姓名", "我姓", by="customer"),)), call).outcome is Outcome.MET


def test_it_is_asked_only_where_it_is_called_for() -> None:
    visit = Params(elements=(element("时间", "上午"),), when=When(any_of=("上门",)))
    assert answer(visit, call_of([said("agent", 0, "您好"), said("customer", 3, "查话费")])).outcome is (
        Outcome.NOT_APPLICABLE
    )
    asked = said("customer", 3, "请上门看看")
    assert answer(visit, call_of([said("agent", 0, "您好"), asked])).outcome is Outcome.MISSED
    unsure = said("customer", 3, "请上门看看", 0.4)
    assert answer(visit, call_of([said("agent", 0, "您好"), unsure])).outcome is Outcome.UNDETERMINED


def test_a_customer_who_never_spoke_is_owed_nothing() -> None:
    silent = call_of([said("agent", 0, "您好")])
    assert answer(Params(elements=COURTESIES, needs_customer=True), silent).outcome is Outcome.NOT_APPLICABLE
    assert answer(POLITE, call_of([said("unknown", 0, "您好")])).outcome is Outcome.UNDETERMINED


@pytest.mark.parametrize("least", [0, 6])
def test_more_than_there_are_cannot_be_asked(least: int) -> None:
    with pytest.raises(ValueError, match="least"):
        Params(elements=COURTESIES, least=least)


def test_words_poorly_recognised_as_a_whole_accuse_nobody() -> None:
    sides = [SideMeasures(role=Role.AGENT, talk_s=20, word_probability=0.7), SideMeasures(role=Role.CUSTOMER, talk_s=5)]
    turns = [said("agent", 0, "您好您好"), CUSTOMER]
    assert answer(POLITE, call_of(turns, sides=sides)).outcome is Outcome.UNDETERMINED
