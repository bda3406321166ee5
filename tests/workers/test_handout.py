"""What is handed out next, and what becomes of a recording that came back."""

from dataclasses import replace
from pathlib import Path

from qa_scorer.language import Text
from qa_scorer.model import CallData, Recording, VoiceWords
from qa_scorer.workers.handout import Handout
from qa_scorer.workers.losses import Loss, died, hung

LOSS = Loss(Text("丢", "lost"), Text("再来", "again"))


def recording(path: Path, size: int = 0) -> Recording:
    path.write_bytes(b"x" * size)
    return Recording(path=path, name=path.name, call=CallData())


def test_the_longest_first_and_one_that_came_back_last(tmp_path: Path) -> None:
    handout = Handout(recording(tmp_path / f"{size}", size) for size in (2, 9, 5))
    first = handout.next()
    assert handout.back(first, LOSS) is None
    assert [handout.next().recording.name for _ in range(3)] == ["5", "2", "9"]
    assert not handout


def test_after_its_second_try_it_is_named(tmp_path: Path) -> None:
    handout = Handout([recording(tmp_path / "a")])
    handout.back(handout.next(), LOSS)
    told = handout.back(handout.next(), LOSS)
    assert told
    assert (told.name, told.why.en, told.mend.en) == ("a", "tried twice: lost", "again")
    assert not told.final, "the next run may try it again"
    assert not handout


def test_a_lost_machine_does_not_count_against_the_recording(tmp_path: Path) -> None:
    handout = Handout([recording(tmp_path / "a")])
    for _ in range(5):
        assert handout.back(handout.next(), LOSS, blameless=True) is None


def test_a_file_that_is_gone_is_handed_out_all_the_same(tmp_path: Path) -> None:
    gone = Recording(path=tmp_path / "gone", name="gone", call=CallData())
    assert Handout([gone]).next().recording == gone


def test_what_is_known_of_a_recording_is_asked_when_it_is_handed_out_and_not_before(tmp_path: Path) -> None:
    asked: list[str] = []

    def recall(waiting: Recording) -> Recording:
        asked.append(waiting.name)
        return replace(waiting, recognised=(VoiceWords(sound_sha256=waiting.name, words=(), discarded=()),))

    handout = Handout((recording(tmp_path / name) for name in "ab"), recall)
    assert not asked
    assert handout.next().recording.recognised[0].sound_sha256 == "a"
    assert asked == ["a"]


def test_each_loss_is_told_in_plain_words() -> None:
    assert "SIGKILL" in died(-9).why.en
    assert "memory" in died(-9).why.en
    assert "SIGSEGV" in died(-11).why.en
    assert "memory" not in died(-11).why.en
    assert "exit code 3" in died(3).why.en
    assert "120 s" in hung(120).why.en
