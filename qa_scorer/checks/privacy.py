"""Did the agent read out private data that are not the caller's own?

Looks at the telephone, identity card and bank card numbers in the agent's words. One that the customer said, that is
the customer's own by the call data, or that is put to the customer to confirm (您的号码是…对吗) is fine; so are service
numbers. A mobile number that by the call data is not the caller's is missed; another private number, or an address the
customer had not given, is for a person: nobody can hear whose it is.

Parameters
    confirmed_by   what shows that the caller's own data are put to the caller
    sure_from      the recogniser's mean probability of the digits from which they are certain (default 0.7)

Source: H M C U. Mobile numbers: 11 digits from 13 to 19; identity card: GB 11643-1999 (18 digits, a date within); bank
card: 16 to 19 digits (ISO/IEC 7812).

Met:    agent: 您的号码是13800138000，对吗？
Missed: agent: 那位机主的电话是13900139000。   for a call from 13800138000
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa_scorer.checks._cannot_tell import cannot_hear, left_open
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role
from qa_scorer.wording import EVERYWHERE
from qa_scorer.wording.numbers import NumberHeard, numbers_heard
from qa_scorer.wording.passage import Passage, passage
from qa_scorer.wording.window import passage_within, turns_within

METHOD = Text("由转写的文字和通话清单的客户号码判断", "from the words and the customer's number in the call table")
RELIABILITY = Text(
    "通话清单有客户号码时才判未做到；其余听不出是谁的，交人工",
    "missed only with the customer's number in the call table; else nobody can hear whose it is: a person decides",
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_IDENTITY_CARD = re.compile(r"\d{6}(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3,4}")
_BANK_CARD = re.compile(r"\d{16,19}")
_ADDRESS = re.compile("(?:地址|住址|家里?住|住在)(?:是|在)?(.{2,16}?(?:路|街|小区|号楼|栋|单元|室|村|巷))")
_OWN = "您本人|您登记|您的|您这边|您现在"
_NEAR = 12  # characters before a number, and after it, that tell what it is
_SAME_DIGITS = 0.75  # share of the digits, in order: recognisers lose one in four at worst
_WHOSE = Text("听不出是谁的", "whose it is cannot be heard")
_NOT_SURE = Text("号码没有听准", "the digits were not surely heard")


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    confirmed_by: tuple[str, ...] = ("对吗", "是吗", "对吧", "没错吧", "是不是", "正确吗", "对不对")
    sure_from: float = 0.7


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    found = [*_numbers(params, call), *_addresses(params, call)]
    if worst := next((one for one in found if one.outcome is Outcome.MISSED), next(iter(found), None)):
        return worst
    return Answer(
        outcome=Outcome.MET,
        reason=Text("没有说出他人的号码或地址", "no number or address of anybody else was read out"),
        confidence=0.85,
    )


def _numbers(params: Params, call: Call) -> Iterator[Answer]:
    customers = numbers_heard(passage_within(call, Role.CUSTOMER, EVERYWHERE), 4)
    own = re.sub(r"\D", "", call.data.customer_number)
    for turn in turns_within(call, Role.AGENT, EVERYWHERE):
        said = passage((turn,))
        for number in numbers_heard(said, 11):
            known = _same(number.digits, own) or any(_same(number.digits, each.digits) for each in customers)
            kind = _kind(number.digits)
            if kind and not known and not _put_to_customer(params, said, number.start, number.end):
                yield _read_out(params, said, number, kind, is_others=bool(own) and kind is _KINDS["mobile"])


_KINDS = {
    "mobile": Text("手机号码", "a mobile number"),
    "identity": Text("身份证号码", "an identity card number"),
    "bank": Text("银行卡号", "a bank card number"),
}


def _kind(digits: str) -> Text | None:
    """None for service numbers, amounts and the numbers of orders."""
    kinds = (("identity", _IDENTITY_CARD), ("bank", _BANK_CARD), ("mobile", _MOBILE))
    return next((_KINDS[name] for name, shape in kinds if shape.fullmatch(digits)), None)


def _same(digits: str, other: str) -> bool:
    from rapidfuzz.distance import LCSseq

    return len(other) >= 4 and LCSseq.similarity(digits, other) >= _SAME_DIGITS * max(len(other), len(digits) / 2)


def _put_to_customer(params: Params, said: Passage, start: int, end: int) -> bool:
    before, after = said.text[max(start - _NEAR, 0) : start], said.text[end : end + _NEAR]
    return re.search(_OWN, before) is not None or any(words in after for words in params.confirmed_by)


def _read_out(params: Params, said: Passage, number: NumberHeard, kind: Text, *, is_others: bool) -> Answer:
    start_s, end_s = said.span(number.start, number.end)
    probability = said.probability(number.start, number.end)
    missed = Answer(
        outcome=Outcome.MISSED,
        reason=Text(f"说出了不是来电客户的{kind.zh}", f"read out {kind.en} that is not the caller's"),
        quote=said.quote(number.start, number.end),
        start_s=start_s,
        end_s=end_s,
        confidence=probability,
    )
    if not is_others:
        return left_open(missed, _WHOSE)
    return missed if probability >= params.sure_from and number.certain else left_open(missed, _NOT_SURE)


def _addresses(params: Params, call: Call) -> Iterator[Answer]:
    customers = passage_within(call, Role.CUSTOMER, EVERYWHERE).text
    for turn in turns_within(call, Role.AGENT, EVERYWHERE):
        said = passage((turn,))
        for found in _ADDRESS.finditer(said.text):
            if _share_of_pairs(found[1], customers) < 0.5 and not _put_to_customer(params, said, *found.span()):
                start_s, end_s = said.span(*found.span())
                yield left_open(
                    Answer(
                        outcome=Outcome.MISSED,
                        reason=Text("说出了客户没有提过的地址", "read out an address the customer had not given"),
                        quote=said.quote(*found.span()),
                        start_s=start_s,
                        end_s=end_s,
                        confidence=0.5,
                    ),
                    _WHOSE,
                )


def _share_of_pairs(text: str, other: str) -> float:
    pairs = [text[i : i + 2] for i in range(len(text) - 1)]
    return sum(pair in other for pair in pairs) / max(len(pairs), 1)
