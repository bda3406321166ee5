"""What the page of a call says; how it behaves is tested in a browser."""

import re
from dataclasses import replace

from qa_scorer.model import Finding, Outcome, Role, ScoredCall, Turn
from qa_scorer.scorecards.pages.call_page import PageSound, call_page
from tests.nights import MONO, REVIEWED, answer, data, rubric, scored_call


def _with(scored: ScoredCall, rule: str, **changes: object) -> ScoredCall:
    """`scored` with its finding of `rule` changed."""

    def changed(finding: Finding) -> Finding:
        return replace(finding, **changes) if finding.rule == rule else finding  # type: ignore[arg-type]

    items = tuple(replace(item, finding=changed(item.finding)) for item in scored.scorecard.items)
    return replace(scored, scorecard=replace(scored.scorecard, items=items))


def _numbers_in_turns(page: str) -> list[list[str]]:
    turns = re.findall(r'<li id="turn-\d+".*?</li>', page, flags=re.S)
    return [re.findall(r'href="#f=(\d+)"', turn) for turn in turns]


def test_a_finding_stands_in_the_turn_that_most_of_it_lies_in() -> None:
    """One that begins in the pause before its turn, one in a turn, one in a pause, and one that was met."""
    turns = [Turn(role=Role.AGENT, start_s=2, end_s=5), Turn(role=Role.CUSTOMER, start_s=6, end_s=9)]
    answers = {
        "opening.greeting": answer(Outcome.MISSED, start_s=5.8),
        "opening.identity": answer(Outcome.UNDETERMINED, start_s=3),
        "closing.farewell": answer(Outcome.MISSED, start_s=20),
    }
    page = call_page(scored_call("a.wav", data("1"), answers, turns=turns), rubric(), "en")
    assert _numbers_in_turns(page) == [["2"], ["1", "5"]]


def test_a_call_without_words_without_roles_and_without_sound_has_a_page() -> None:
    page = call_page(scored_call("a.wav", data("1"), turns=[], sides=MONO), rubric(), "en")
    assert "Nobody can tell which side is the agent" in page
    assert "No sound comes with this page" in page and "<audio" not in page


def test_sound_and_clips_are_where_they_were_put() -> None:
    scored = scored_call("a.wav", data("1"), {"closing.farewell": answer(Outcome.MISSED)})
    page = call_page(scored, rubric(), "en", PageSound(call="a&b.ogg", clips={5: "clips/5.ogg"}))
    assert 'src="a&amp;b.ogg"' in page and 'src="clips/5.ogg"' in page


def test_what_people_said_stands_beside_what_the_machine_had_said() -> None:
    scored = scored_call("a.wav", data("1"))
    reviewed = _with(scored, "opening.greeting", machine=answer(Outcome.MISSED), reviewers=("王", "李"), disputed=True)
    page = call_page(replace(reviewed, machine=scored.scorecard), rubric(), "zh")
    assert "人工复核：王、李；机器判定：未做到；意见不一，暂按机器判定" in page
    assert "复核前机器评分 100.0 合格" in page
    assert "人工复核" not in call_page(scored, rubric(), "zh")


def test_a_rule_for_a_person_says_so_and_carries_no_points() -> None:
    of = rubric(REVIEWED)
    page = call_page(scored_call("a.wav", data("1"), {"voice.slang": answer(Outcome.MISSED)}, of=of), of, "zh")
    article = re.search(r'<article class="finding for-person" id="finding-6".*?</article>', page, flags=re.S)
    assert article and "复核" in article[0] and "不计分" in article[0]
