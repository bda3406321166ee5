"""Call data from words, whether they stood in a call table or in a file name."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Final, TypeVar

from qa_scorer.intake import cells
from qa_scorer.intake.columns import named
from qa_scorer.language import Text
from qa_scorer.model import UNKNOWN_AGENT, CallData

T = TypeVar("T")

FIELDS: Final = tuple(field.name for field in fields(CallData))

_EXPECTED: Final = {
    "started_at": Text("日期时间，如 2026-11-23 08:30:00", "a date and time such as 2026-11-23 08:30:00"),
    "vip": Text("是或否", "yes or no"),
    "direction": Text("呼入（inbound）或呼出（outbound）", "inbound or outbound"),
    "released_by": Text("坐席（agent）或客户（customer）", "agent or customer"),
    "ring_s": Text("秒数", "a number of seconds"),
    "agent_channel": Text("左（left）或右（right）", "left or right"),
}


def call_data(said: Mapping[str, str], doubt: Callable[[Text], None]) -> CallData:
    """Call data from field -> words. What cannot be read is taken as not said, and told to `doubt`."""

    def words(field: str) -> str:
        return cells.text(said.get(field, ""))

    def number(field: str) -> str:
        return cells.number_of_something(said.get(field, ""))

    def value(field: str, read: Callable[[str], T]) -> T | None:
        if not (word := words(field)):
            return None
        try:
            return read(word)
        except ValueError:
            doubt(_doubt(field, word))
            return None

    return CallData(
        call_id=number("call_id"),
        agent_id=number("agent_id") or UNKNOWN_AGENT,
        agent_name=words("agent_name"),
        team=words("team"),
        city=words("city"),
        province=words("province"),
        started_at=value("started_at", cells.moment),
        desk=words("desk"),
        call_type=words("call_type"),
        topic=words("topic"),
        vip=value("vip", cells.yes_or_no),
        customer_level=words("customer_level"),
        customer_number=number("customer_number"),
        direction=value("direction", cells.direction) or "",
        released_by=value("released_by", cells.released_by) or "",
        ring_s=value("ring_s", cells.seconds),
        agent_channel=value("agent_channel", cells.side),
    )


def says(data: CallData, field: str) -> bool:
    """Whether `data` says anything about `field`."""
    return getattr(data, field) not in (None, "", UNKNOWN_AGENT)


def completed(first: CallData, second: CallData) -> CallData:
    """`first`, and from `second` what it does not say."""
    return replace(first, **{field: getattr(second, field) for field in FIELDS if not says(first, field)})


def _doubt(field: str, word: str) -> Text:
    expected = _EXPECTED[field]
    return Text(
        f"{named(field).zh}“{word}”看不懂（应为{expected.zh}），按没有填写处理",
        f'{field} "{word}" is not {expected.en}; taken as not said',
    )
