"""Which column of a call table says what: English and Chinese headings, as recorders and dialers write them."""

import difflib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from qa_scorer.language import Text

FILE: Final = "file"
HEADING_WITHIN: Final = 10  # rows: above the heading may stand a title

# The first word is the field's own name.
_HEADINGS: Final = {
    FILE: "file, file name, filename, recording, recording file, audio, audio file, wav, path, "
    "文件, 录音文件, 文件名, 录音文件名, 录音, 录音名称, 文件名称, 录音路径, 文件路径",
    "call_id": "call_id, call no, call number, session id, uuid, 通话编号, 流水号, 通话流水号, 通话ID, 呼叫编号, "
    "会话编号, 会话ID, 录音编号, 录音流水号, 呼叫流水号",
    "agent_id": "agent_id, agent no, agent number, job number, employee id, employee no, staff id, operator id, "
    "工号, 坐席工号, 座席工号, 员工编号, 员工工号, 客服工号, 话务员工号, 坐席编号, 座席编号, 坐席ID, 座席ID",
    "agent_name": "agent_name, agent full name, employee name, staff name, 姓名, 坐席姓名, 座席姓名, 员工姓名, "
    "客服姓名, 话务员姓名, 坐席名称, 座席名称",
    "team": "team, group, 班组, 团队, 小组, 组别, 所属班组, 坐席班组, 部门",
    "city": "city, branch, 地市, 城市, 市, 所属城市, 市公司, 分公司",
    "province": "province, region, 省, 省份, 省公司, 所属省份",
    "started_at": "started_at, start time, started, call time, call start, begin time, date time, datetime, "
    "开始时间, 通话时间, 通话开始时间, 呼叫时间, 呼叫开始时间, 来电时间, 录音时间, 录音开始时间, 起始时间, 日期时间",
    "desk": "desk, skill, skill group, queue, 席位, 专席, 技能组, 队列, 坐席组, 业务席",
    "call_type": "call_type, type, 类型, 通话类型, 来电类型, 业务类型, 工单类型",
    "topic": "topic, subject, reason, 主题, 业务, 业务主题, 来电主题, 来电原因, 咨询内容, 通话主题",
    "vip": "vip, is vip, 是否VIP, VIP客户, 贵宾, 是否贵宾, 大客户",
    "customer_level": "customer_level, level, customer class, customer grade, "
    "客户级别, 客户等级, 客户星级, 用户等级, 星级",
    "customer_number": "customer_number, customer no, caller, caller number, ani, phone, phone number, "
    "客户号码, 主叫号码, 来电号码, 客户电话, 用户号码, 电话号码, 手机号, 手机号码, 主叫",
    "direction": "direction, call direction, 方向, 呼叫方向, 通话方向, 呼入呼出",
    "released_by": "released_by, hung up by, hangup by, hang up party, release party, 挂机方, 释放方, 挂断方, "
    "先挂机方, 结束方, 拆线方",
    "ring_s": "ring_s, ring seconds, ring time, ring duration, 振铃秒数, 振铃时长, 振铃时间, 响铃秒数, 响铃时长",
    "agent_channel": "agent_channel, agent side, 坐席声道, 座席声道, 客服声道, 声道",
}
# Headings that could mean two things are not read: rather no agent than a name taken for a number.
_UNCLEAR: Final = {
    **dict.fromkeys(("agent", "坐席", "座席", "客服", "话务员", "员工"), "agent_id / agent_name"),
    "呼叫类型": "direction / call_type",
    "时间": "started_at / ring_s",
}
_OTHER_UNITS: Final = ("毫秒", "ms", "分钟", "min")


@lru_cache(maxsize=256)
def _plain(heading: str) -> str:
    """A heading without case, blanks, marks and a unit in brackets (unless it is not the unit we read)."""
    text = unicodedata.normalize("NFKC", heading).casefold()
    if not any(unit in text for unit in _OTHER_UNITS):
        text = re.sub(r"[(\[【].*?[)\]】]", "", text)
    return re.sub(r"[\s_\-*:?#.\"'/]", "", text)


_FIELDS: Final = {_plain(heading): field for field, known in _HEADINGS.items() for heading in known.split(", ")}
_RANKS: Final = {
    _plain(heading): rank for known in _HEADINGS.values() for rank, heading in enumerate(known.split(", "))
}


def columns_of(headings: Sequence[str]) -> dict[str, int]:
    """Field -> index of its column. Where two columns would do, the one that stands earlier in our list."""
    columns: dict[str, int] = {}
    for index, heading in enumerate(map(_plain, headings)):
        field = _FIELDS.get(heading)
        if field and (field not in columns or _RANKS[heading] < _RANKS[_plain(headings[columns[field]])]):
            columns[field] = index
    return columns


def named(field: str) -> Text:
    """A field as its reader knows it: in Chinese the heading that most tables have, with our own name behind it."""
    chinese = next(heading for heading in _HEADINGS[field].split(", ") if not heading.isascii())
    return Text(f"{chinese}（{field}）", field)


def meant(heading: str) -> str | None:
    """The field that an unknown heading looks like, for "did you mean"; None for known headings and unlike ones."""
    plain = _plain(heading)
    if not plain or plain in _FIELDS:
        return None
    if plain in _UNCLEAR:
        return _UNCLEAR[plain]
    close = difflib.get_close_matches(plain, _FIELDS, n=1, cutoff=0.75)
    return _FIELDS[close[0]] if close else None
