"""Where in the call a phrase is looked for, and what is told of it."""

import pytest

from qa_scorer.model import Role, Turn
from qa_scorer.wording import Window, find, find_all, find_in_order, nearest
from tests.dialogues import call_of, said

_CALL = call_of(
    [
        said("agent", 0.0, "您好，请讲"),
        said("customer", 5.0, "我要投诉，我要投诉"),
        said("agent", 20.0, "很抱歉，给您带来不便"),
        said("customer", 40.0, "谢谢"),
        said("agent", 50.0, "感谢您的来电，再见"),
    ],
    duration_s=60.0,
)


@pytest.mark.parametrize(
    ("window", "there"),
    [
        (Window(), True),
        (Window(last_turns=1), True),
        (Window(first_turns=2), False),
        (Window(last_s=10), True),
        (Window(first_s=50), False),
        (Window(last_percent=20), True),
        (Window(first_percent=80), False),
        (Window(first_percent=90), True),
        (Window(after_s=51), True),  # within the turn, by the word
        (Window(before_s=51), False),
        (Window(first_turns=3, last_percent=20), True),
        (Window(first_turns=2, last_percent=20), False),
    ],
)
def test_a_phrase_is_found_only_in_its_window(window: Window, there: bool) -> None:
    assert (find(_CALL, Role.AGENT, ("再见",), window) is not None) is there


@pytest.mark.parametrize("wrong", [{"first_turns": -1}, {"last_percent": 120.0}, {"after_s": -3.0}])
def test_a_window_that_makes_no_sense_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Window(**wrong)  # type: ignore[arg-type]  # whatever a rubric may say


def test_only_the_role_asked_for_counts() -> None:
    assert find(_CALL, Role.AGENT, ("投诉",)) is None
    assert find(_CALL, None, ("投诉",)) is not None


def test_a_find_tells_quote_time_turn_and_how_sure_it_is() -> None:
    found = find(_CALL, Role.AGENT, ("给您带来不便",))
    assert found is not None
    assert found.exact
    assert found.confidence == pytest.approx(0.95)  # the recogniser's own
    assert found.start_s == pytest.approx(20.8)
    assert found.turn.start_s == 20.0
    assert "给您带来不便" in found.quote


def test_what_is_found_by_sound_is_less_sure_than_the_exact_words() -> None:
    call = call_of([said("agent", 0, "给您待来不变"), said("customer", 9, "嗯")])
    found = find(call, Role.AGENT, ("给您带来不便",))
    assert found is not None
    assert not found.exact
    assert found.confidence <= found.likeness


def test_every_time_is_found_in_order() -> None:
    all_found = find_all(_CALL, Role.CUSTOMER, ("投诉", "谢谢", "要投诉"))
    found = [(each.phrase, round(each.start_s, 1)) for each in all_found]
    assert found == [
        ("要投诉", 5.2),
        ("要投诉", 6.2),
        ("谢谢", 40.0),
    ]


def test_steps_are_found_in_the_order_of_the_call() -> None:
    hello, sorry = find_in_order(_CALL, Role.AGENT, (("您好",), ("很抱歉",)))
    assert hello and sorry
    assert isinstance(sorry.turn, Turn)
    assert hello.end_s <= sorry.start_s
    assert find_in_order(_CALL, Role.AGENT, (("很抱歉",), ("您好",)))[1] is None


def test_what_sounds_most_alike_is_looked_for_in_each_turn() -> None:
    call = call_of([said("agent", 0.0, "以后傅享用了随时可以打电话"), said("agent", 10.0, "不用客气感谢您")])
    places = nearest(call, Role.AGENT, ("不想用",), at_least=0.5)
    assert [(each.start_s < 5, round(each.likeness, 2)) for each in places] == [(True, 0.75), (False, 0.67)]
