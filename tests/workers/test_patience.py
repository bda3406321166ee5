"""How long is too long: generous while nothing is known, by the slowest so far once something is."""

from qa_scorer.workers.patience import Patience

CALL_S = 300.0


def test_before_anything_is_known_the_slowest_model_has_its_time() -> None:
    assert Patience().hearing_s(CALL_S) >= 30 * CALL_S


def test_after_some_recordings_a_hung_worker_is_found_in_minutes() -> None:
    patience = Patience()
    for _ in range(5):
        patience.learn(CALL_S, 0.1 * CALL_S)
    assert CALL_S <= patience.hearing_s(CALL_S) <= 2 * CALL_S
    assert patience.hearing_s(2 * CALL_S) > patience.hearing_s(CALL_S)


def test_one_slow_recording_makes_it_patient_with_all() -> None:
    patience = Patience()
    for took_s in (30.0, 30.0, 600.0, 30.0, 30.0):
        patience.learn(CALL_S, took_s)
    assert patience.hearing_s(CALL_S) > 10 * 600


def test_a_second_of_sound_that_took_two_says_nothing_of_an_hour() -> None:
    patience = Patience()
    for _ in range(9):
        patience.learn(1.0, 2.0)
    assert patience.hearing_s(3600.0) < 3600.0


def test_a_large_file_on_a_slow_share_has_its_time_to_be_read() -> None:
    assert Patience().decoding_s(1_000_000_000) > 3600.0
