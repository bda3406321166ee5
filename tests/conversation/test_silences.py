"""Each silence, who should have broken it, and whether it was asked for."""

import pytest

from qa_scorer.conversation.silences import silences
from qa_scorer.model import Role, Silence
from tests.conversation.timeline import AGENT, CUSTOMER, Line, speech_of, turns_said


def found(agent: list[Line], customer: list[Line], duration_s: float = 60.0) -> list[Silence]:
    """The silences between the head and the tail of the call."""
    lines = {AGENT: agent, CUSTOMER: customer}
    return [s for s in silences(turns_said(lines), speech_of(lines), duration_s) if s.after and s.before]


def only(agent: list[Line], customer: list[Line]) -> Silence:
    (silence,) = found(agent, customer)
    return silence


def test_after_the_customers_words_the_agent_owes_an_answer() -> None:
    silence = only([(0, 1, "您好"), (8, 9, "在的")], [(1.2, 3, "我的卡坏了")])
    assert silence == Silence(start_s=3, end_s=8, after=CUSTOMER, before=AGENT, owed_by=AGENT, announced=False)


@pytest.mark.parametrize(
    "words", ["请问您贵姓", "是这个号码吗", "您什么时候方便", "您要哪一种呢", "您报一下号码，好吗？"]
)
def test_after_a_question_of_the_agents_the_customer_does(words: str) -> None:
    assert only([(0, 2, words)], [(6, 7, "我想想")]).owed_by is CUSTOMER


@pytest.mark.parametrize("words", ["好的", "您什么时候都可以到我们的营业厅去办理这个业务", "我看一下"])
def test_after_a_statement_of_the_agents_the_agent_leads_on(words: str) -> None:
    assert only([(0, 2, words), (8, 9, "办好了")], []).owed_by is AGENT


def test_in_the_midst_of_a_turn_its_speaker_owes_the_rest() -> None:
    silence = only([], [(0, 2, "我的号码是"), (3.2, 5, "一三零")])
    assert (silence.owed_by, silence.after, silence.before) == (CUSTOMER, CUSTOMER, CUSTOMER)


def test_the_head_is_the_agents_and_the_tail_nobodys() -> None:
    lines = {AGENT: [(4.0, 5.0, "您好")], CUSTOMER: [(5.5, 7.0, "你好")]}
    head, tail = silences(turns_said(lines), speech_of(lines), 12.0)
    assert (head.start_s, head.end_s, head.after, head.before, head.owed_by) == (0, 4, None, AGENT, AGENT)
    assert (tail.start_s, tail.end_s, tail.after, tail.before, tail.owed_by) == (7, 12, CUSTOMER, None, None)


@pytest.mark.parametrize("role", [Role.UNKNOWN, Role.SYSTEM])
def test_nobody_owes_it_where_the_role_is_unknown_or_a_machines(role: Role) -> None:
    lines = {role: [(0.0, 2.0, "您好"), (6.0, 8.0, "再见")]}
    (silence,) = silences(turns_said(lines), speech_of(lines), 8.0)
    assert silence.owed_by is None


def test_under_a_second_is_no_silence_and_overlapping_speech_leaves_none() -> None:
    assert found([(0, 5, "您好"), (5.9, 8, "好的")], [(3, 5.2, "你好")]) == []


def test_a_call_without_speech_is_one_silence_of_nobodys() -> None:
    assert silences((), {}, 30.0) == (Silence(start_s=0, end_s=30),)


@pytest.mark.parametrize("words", ["请您稍等", "麻烦您烧等片刻", "请你烧等一下", "不要挂机", "我帮您查一下"])
def test_a_wait_the_agent_asked_for_is_announced_by_words_or_sound(words: str) -> None:
    assert only([(0, 2, words), (20, 22, "让您久等了")], []).announced


def test_the_customers_consent_in_between_does_not_undo_it() -> None:
    assert only([(0, 2, "请您稍等"), (20, 22, "让您久等了")], [(2.3, 2.8, "好的")]).announced


@pytest.mark.parametrize("words", ["我看一下", "感谢您的耐心等待", "让您久等了", "等您的消息"])
def test_other_words_announce_nothing(words: str) -> None:
    assert not only([(0, 2, words), (20, 22, "好了")], []).announced


def test_a_customer_who_asks_to_wait_does_not_announce_it_for_the_agent() -> None:
    assert not only([(0, 1, "您好"), (20, 22, "好了")], [(1.2, 3, "你稍等一下")]).announced


def test_an_announcement_lasts_fifteen_seconds_from_its_words_not_from_its_turn() -> None:
    hold, talk = (0.0, 2.0, "请您稍等"), (2.3, 19.0, "您的套餐每个月含一百分钟通话和三十个吉字节流量")
    assert not only([hold, talk, (30, 31, "好了")], []).announced
    assert only([hold, (2.3, 10.0, "我正在看"), (30, 31, "好了")], []).announced
