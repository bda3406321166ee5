"""What several reviewers come to."""

from qa_scorer.model import Outcome
from qa_scorer.review.settle import ruling
from qa_scorer.review.verdicts import FindingKey, Review
from qa_scorer.scorecards.review_layout import Opinion

KEY = FindingKey(audio_sha256="a" * 64, rule="opening.greeting", rule_sha256="b" * 64)


def review(reviewer: str, right: Outcome | None, *, final: bool = False, opinion: Opinion | None = None) -> Review:
    """`right` None: agrees with the machine's missed."""
    return Review(
        key=KEY, machine=Outcome.MISSED, opinion=opinion or (Opinion.DISAGREE if right else Opinion.AGREE), right=right,
        reason=f"{reviewer} says so", reviewer=reviewer, reviewed_on=None, final=final,
    )  # fmt: skip


def test_a_single_reviewer_decides() -> None:
    assert ruling([review("a", Outcome.MET)]).outcome is Outcome.MET
    assert ruling([review("a", None)]).outcome is Outcome.MISSED


def test_two_who_differ_leave_it_open_and_a_third_decides() -> None:
    two = [review("a", Outcome.MET), review("b", None)]
    assert (ruling(two).outcome, ruling(two).disputed) == (None, True)
    three = ruling([*two, review("c", Outcome.MET)])
    assert (three.outcome, three.disputed, three.reasons) == (Outcome.MET, False, ("a says so", "c says so"))


def test_three_of_three_minds_leave_it_open() -> None:
    every = [review("a", Outcome.MET), review("b", None), review("c", Outcome.NOT_APPLICABLE)]
    assert ruling(every).disputed


def test_a_final_word_decides_and_the_last_of_several_counts() -> None:
    two = [review("a", Outcome.MET), review("b", None)]
    assert ruling([*two, review("a", Outcome.MET, final=True)]).outcome is Outcome.MET
    assert ruling([*two, review("a", Outcome.MET, final=True), review("b", None, final=True)]).outcome is Outcome.MISSED


def test_a_reviewer_may_think_again() -> None:
    assert ruling([review("a", None), review("b", Outcome.MET), review("a", Outcome.MET)]).outcome is Outcome.MET


def test_who_could_not_tell_has_no_vote() -> None:
    unable = review("b", None, opinion=Opinion.CANNOT_TELL)
    assert ruling([review("a", Outcome.MET), unable]).outcome is Outcome.MET
    alone = ruling([unable])
    assert (alone.outcome, alone.disputed, alone.reviewers) == (None, False, ("b",))
