"""The words made ready for the rules are kept with what was heard, used when asked again, and deleted with it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qa_scorer import load_rubric, shipped_rubric
from qa_scorer.judge import judge
from qa_scorer.model import Call, Evidence
from qa_scorer.store import Store
from qa_scorer.store.forgetting import forget
from qa_scorer.wording import passage, prepared
from qa_scorer.wording.script import normalised
from qa_scorer.wording.sound import syllables
from tests.made_calls import made_calls
from tests.store.kept import keep

RUBRIC = load_rubric(shipped_rubric())


@pytest.fixture
def store() -> Iterator[Store]:
    yield Store.in_memory()


@pytest.fixture
def call() -> Call:
    return next(made_calls(1))


def forget_in_memory() -> None:
    """What this process remembers, as where another one goes on."""
    prepared._known.clear()
    passage._heard.cache_clear()
    passage._kept.clear()


def judged(store: Store, number: int) -> list[tuple[object, ...]]:
    """All answers, the call asked afresh."""
    store.db.execute("UPDATE calls SET basis_sha256 = NULL")
    assert not judge(store, RUBRIC, [number])
    return store.db.execute("SELECT * FROM findings ORDER BY rule").fetchall()


def test_it_is_made_once(store: Store, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    number = keep(store, call)
    first = judged(store, number)
    forget_in_memory()
    made: list[str] = []
    make = prepared._prepare
    monkeypatch.setattr(prepared, "_prepare", lambda raw: made.append(raw) or make(raw))
    assert judged(store, number) == first
    whole_turns = {"".join(word.text for word in turn.words) for turn in call.evidence.turns}
    assert not whole_turns & set(made)  # a part of a turn, behind the place of another rule, is made when it is asked


def test_what_is_kept_is_what_was_made(call: Call) -> None:
    body = prepared.packed_text(call.evidence)
    forget_in_memory()
    assert prepared.know(call.evidence, body)
    assert len(prepared._known) == len({turn.text for turn in call.evidence.turns})
    for raw, turn in prepared._known.items():
        layer = normalised(raw)
        assert (turn.text, tuple(turn.places)) == (layer.text, layer.places)
        assert turn.syllables == syllables(layer.text)


@pytest.mark.parametrize(
    "change", ["UPDATE prepared SET code_sha256 = 'older'", "UPDATE prepared SET body = x'00'", "DELETE FROM prepared"]
)
def test_another_version_and_damage_make_it_anew(change: str, store: Store, call: Call) -> None:
    number = keep(store, call)
    first, body = judged(store, number), store.prepared_text(number, prepared.code_sha256())
    store.db.execute(change)
    forget_in_memory()
    assert judged(store, number) == first
    assert store.prepared_text(number, prepared.code_sha256()) == body


def test_what_was_heard_again_is_made_ready_again(store: Store, call: Call) -> None:
    number = keep(store, call)
    judged(store, number)
    fewer: Evidence = replace(call.evidence, turns=call.evidence.turns[:3])
    assert keep(store, replace(call, evidence=fewer)) == number
    assert store.prepared_text(number, prepared.code_sha256()) is None
    judged(store, number)
    assert store.prepared_text(number, prepared.code_sha256()) == prepared.packed_text(fewer)


def test_it_is_deleted_with_what_was_heard(tmp_path: Path, call: Call) -> None:
    with Store.open_to_write(tmp_path / "qa.db", "test") as store:
        number = keep(store, call)
        judged(store, number)
        assert store.prepared_text(number, prepared.code_sha256())
        forget(store.db, [number], "forget_call", "x")
        assert not store.db.execute("SELECT 1 FROM prepared").fetchall()


def test_the_text_of_other_turns_is_refused(call: Call) -> None:
    fewer = replace(call.evidence, turns=call.evidence.turns[:3])
    assert not prepared.know(fewer, prepared.packed_text(call.evidence))
