"""privacy: did the agent read out private data that are not the caller's own?"""

import pytest

from qa_scorer.checks.privacy import Params, answer
from qa_scorer.model import CallData, Outcome
from tests.dialogues import call_of, said

OWN, OTHER = "13955502218", "13712348888"
CARD, IDENTITY = "6222021234567890123", "110101199003071234"


def outcome(words: str, *, customer: str = "我查一下话费", own: str = OWN, probability: float = 0.95) -> Outcome:
    turns = [said("customer", 0, customer), said("agent", 20, words, probability)]
    return answer(Params(), call_of(turns, data=CallData(customer_number=own))).outcome


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (f"机主电话就是{OTHER}", Outcome.MISSED),
        (f"来电是{OWN}", Outcome.MET),
        (f"您登记的是{OTHER}", Outcome.MET),
        (f"是{OTHER}对吗", Outcome.MET),
        ("请拨打10000或者4008001234", Outcome.MET),
        ("工单号是20261118001", Outcome.MET),
        (f"他的卡号是{CARD}", Outcome.UNDETERMINED),
        (f"他的证件是{IDENTITY}", Outcome.UNDETERMINED),
        ("他家住在人民路八十八号小区", Outcome.UNDETERMINED),
        ("这个月五十元", Outcome.MET),
    ],
)
def test_whose_it_is(words: str, wanted: Outcome) -> None:
    assert outcome(words) is wanted


def test_what_the_customer_gave_may_be_said_again() -> None:
    assert outcome(f"{OTHER}已经查到了", customer=f"帮我查{OTHER}") is Outcome.MET
    assert outcome("他家住在人民路八十八号小区", customer="地址是人民路八十八号小区") is Outcome.MET


def test_what_nobody_can_tell_is_for_a_person() -> None:
    assert outcome(f"机主电话就是{OTHER}", own="") is Outcome.UNDETERMINED
    assert outcome(f"机主电话就是{OTHER}", probability=0.5) is Outcome.UNDETERMINED
    assert answer(Params(), call_of([said("unknown", 0, OTHER)])).outcome is Outcome.UNDETERMINED
