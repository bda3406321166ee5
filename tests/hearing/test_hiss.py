"""Speech activity on a line that hisses: what lies outside the telephone band must not make the detector deaf."""

import json

import numpy as np
import pytest

from qa_scorer.hearing.activity import speech_spans
from qa_scorer.hearing.spans import total_s
from tests.bench.diarization import heard
from tests.command import SAMPLES

CALL = "1206_20261118162005_C0005"


@pytest.mark.parametrize("hiss_dbfs", [-70.0, -60.0, -50.0])
@pytest.mark.parametrize(("channel", "role"), [(1, "agent"), (0, "customer")])
def test_all_speech_is_found_under_faint_white_noise(channel: int, role: str, hiss_dbfs: float) -> None:
    truth = json.loads((SAMPLES / "truth" / f"{CALL}.json").read_text("utf-8"))
    samples = heard(SAMPLES / truth["file"])[channel]
    hiss = np.random.default_rng(0).normal(0, 32768 * 10 ** (hiss_dbfs / 20), len(samples))
    found = total_s(speech_spans(np.clip(samples + hiss, -32768, 32767).astype(np.int16)))
    assert found == pytest.approx(truth["rates"][role]["talk_s"], rel=0.06)
