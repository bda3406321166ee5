"""A call's page can be named from the call alone, and no two recordings share one."""

import re

from hypothesis import given
from hypothesis import strategies as st

from qa_scorer.model import AudioFacts, Call, CallData, Evidence
from qa_scorer.scorecards.page_names import page_link, page_name


def _call(name: str, call_id: str = "", sha256: str = "") -> Call:
    facts = AudioFacts(sha256=sha256, codec="pcm", sample_rate_hz=8000, channels=1, duration_s=1)
    return Call(name=name, data=CallData(call_id=call_id), evidence=Evidence(facts=facts))


def test_a_page_is_named_after_the_call_and_after_the_recording_where_no_id_is_known() -> None:
    assert page_name(_call("a/1.wav", "C0001")).startswith("C0001-")
    assert page_name(_call("1206_C0001.wav")).startswith("1206_C0001.wav-")


def test_recordings_that_share_an_id_or_differ_in_case_only_have_a_page_each() -> None:
    calls = [_call("1.wav", "C1"), _call("2.wav", "C1"), _call("a.wav", "c1"), _call("A.wav", "C1"), _call("通话.wav")]
    assert len({page_name(call).casefold() for call in calls}) == len(calls)


def test_two_nights_of_a_recorder_that_counts_from_one_again_have_a_page_each() -> None:
    assert page_name(_call("0001.wav", sha256="ab")) != page_name(_call("0001.wav", sha256="cd"))


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_name_gives_a_file_name_that_is_safe_on_every_system_and_in_every_link(name: str, call_id: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}-[0-9a-f]{8}", page_name(_call(name, call_id)))


def test_a_link_leads_to_a_second_or_to_a_finding() -> None:
    call = _call("1.wav", "C1")
    page = f"calls/{page_name(call)}.html"
    assert page_link(call) == page
    assert page_link(call, at_s=83.5) == f"{page}#t=83.5"
    assert page_link(call, at_s=1234567.04) == f"{page}#t=1234567.0"
    assert page_link(call, finding=12, at_s=3) == f"{page}#f=12"
