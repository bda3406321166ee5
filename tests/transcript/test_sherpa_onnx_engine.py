"""The sherpa-onnx engine on tiny models of both kinds: the way through the real library, not how well they hear."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from qa_scorer.errors import MachineError, UsageError
from qa_scorer.model import Span
from qa_scorer.transcript.engine import UNKNOWN_PROBABILITY, Engine, open_engine
from qa_scorer.transcript.recognise import recognise
from qa_scorer.transcript.sherpa_onnx_lines import lines
from qa_scorer.transcript.spoken_language import spoken_language
from tests.transcript.tiny_sherpa_models import (
    HIGH_HZ,
    LOW_HZ,
    RATE_HZ,
    Samples,
    tones,
    write_paraformer,
    write_sense_voice,
)

_FRAME_S = 0.06  # both models look at sixteen frames a second


@pytest.fixture(scope="module")
def sense_voice(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return open_engine("sherpa-onnx", str(write_sense_voice(tmp_path_factory.mktemp("tiny-sense-voice"))))


@pytest.fixture(scope="module")
def paraformer(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return open_engine("sherpa-onnx", str(write_paraformer(tmp_path_factory.mktemp("tiny-paraformer"))))


def test_the_kind_of_model_and_its_arithmetic_are_told_from_the_folder(sense_voice: Engine, paraformer: Engine) -> None:
    """Only SenseVoice knows languages."""
    assert sense_voice.name.startswith("sherpa-onnx tiny-sense-voice") and sense_voice.name.endswith("int8")
    assert paraformer.name.startswith("sherpa-onnx tiny-paraformer") and paraformer.name.endswith("float32")
    heard = tones((1.0, LOW_HZ), seconds=3)
    assert sense_voice.languages(heard) == {"zh": 1.0} and paraformer.languages(heard) == {}


def test_a_model_without_its_type_in_the_metadata_is_told_by_its_inputs(tmp_path: Path) -> None:
    from qa_scorer.transcript.sherpa_onnx_folder import sherpa_model

    write_sense_voice(tmp_path, leave_out="model_type")
    assert sherpa_model(tmp_path).kind == "SenseVoice"


@pytest.mark.parametrize(("kind", "text"), [("sense_voice", "您 好"), ("paraformer", "您 h")])
def test_words_have_the_times_at_which_they_sounded(kind: str, text: str, request: pytest.FixtureRequest) -> None:
    engine: Engine = request.getfixturevalue(kind)
    (line,) = engine.recognise([tones((1.0, LOW_HZ), (1.5, HIGH_HZ), seconds=3)])[0].lines
    assert line.text == text
    assert [word.start_s for word in line.words] == pytest.approx([1.0, 1.5], abs=_FRAME_S)
    assert all(word.start_s < word.end_s <= word.start_s + 0.24 + 1e-9 for word in line.words)
    assert {word.probability for word in line.words} == {UNKNOWN_PROBABILITY}


@pytest.mark.parametrize("kind", ["sense_voice", "paraformer"])
def test_silence_has_no_words(kind: str, request: pytest.FixtureRequest) -> None:
    engine: Engine = request.getfixturevalue(kind)
    assert [heard.lines for heard in engine.recognise([tones(seconds=3), np.zeros(1, np.float32)])] == [(), ()]
    assert engine.languages(tones(seconds=3)) == {}


def test_a_pause_begins_another_line(sense_voice: Engine) -> None:
    heard = sense_voice.recognise([tones((1.0, LOW_HZ), (1.4, HIGH_HZ), (2.5, LOW_HZ), seconds=4)])[0]
    assert [line.text for line in heard.lines] == ["您 好", "您"]


def test_through_the_whole_way_words_stand_at_their_place_in_the_call(sense_voice: Engine) -> None:
    """Pauses are taken out before the engine hears it; `tidied` takes away the spaces that Mandarin has none of."""
    at = [(5.0, LOW_HZ), (5.5, HIGH_HZ), (31.0, LOW_HZ), (62.0, HIGH_HZ)]
    call = (tones(*at, seconds=70) * 32767).astype(np.int16)
    words, discarded = recognise(sense_voice, call, [Span(4.9, 5.8), Span(30.9, 31.3), Span(61.9, 62.3)])
    assert "".join(word.text for word in words) == "您好您好" and discarded == ()
    assert [word.start_s for word in words] == pytest.approx([start_s for start_s, _ in at], abs=_FRAME_S)


def test_the_same_sound_gives_the_same_words_every_time(sense_voice: Engine) -> None:
    sound = tones((1.0, LOW_HZ), (1.5, HIGH_HZ), seconds=3)
    assert sense_voice.recognise([sound]) == sense_voice.recognise([sound])


def test_a_language_counts_by_the_windows_in_which_it_is_heard(sense_voice: Engine) -> None:
    """The tiny model takes a high tone for Cantonese. Three windows of four are no certainty, four are."""
    mixed, all_cantonese = _windows("yue", "yue", "zh", "yue"), _windows("yue", "yue", "yue", "yue")
    assert sense_voice.languages(mixed) == {"yue": 0.75, "zh": 0.25}
    assert _language(sense_voice, mixed) is None
    assert _language(sense_voice, all_cantonese) == "yue"


def test_what_the_model_takes_for_no_speech_is_not_believed() -> None:
    (line,) = lines(["嗯"], [0.5], [], 1.0, no_speech=True, spaced=True)
    assert (line.no_speech_probability, line.words[0].probability) == (1.0, 0.0)


def test_probabilities_are_taken_where_sherpa_gives_them() -> None:
    (line,) = lines(["您", "好"], [0.1, 0.3], [-0.1, -0.7], 1.0, no_speech=False, spaced=True)
    assert [word.probability for word in line.words] == pytest.approx([0.905, 0.497], abs=1e-3)
    assert line.mean_log_probability == pytest.approx(-0.4)


def test_without_a_time_for_each_token_they_are_spread_evenly() -> None:
    found = lines(["您", "好", "吗", "啊"], [0.3], [], 8.0, no_speech=False, spaced=True)
    assert [word.start_s for line in found for word in line.words] == [0.0, 2.0, 4.0, 6.0]


def test_the_halves_of_a_latin_word_join_and_two_words_do_not() -> None:
    """Paraformer marks a half with @@; signs such as <unk> are no words."""
    (line,) = lines(["办", "w@@", "i@@", "fi", "vip", "<unk>", "卡"], [i / 5 for i in range(7)], [], 2.0,
                    no_speech=False, spaced=False)  # fmt: skip
    assert line.text == "办 wifi vip卡"


@pytest.mark.parametrize("gone", ["model.int8.onnx", "tokens.txt"])
def test_a_folder_that_is_not_whole_is_refused_with_what_it_lacks(gone: str, tmp_path: Path) -> None:
    (write_sense_voice(tmp_path) / gone).unlink()
    with pytest.raises(UsageError, match=f"{gone}.* not there.*sense-voice-zh"):
        open_engine("sherpa-onnx", str(tmp_path))


def test_a_name_instead_of_a_folder_is_refused() -> None:
    """`base` is the default model of the other engines."""
    with pytest.raises(UsageError, match="give --model the unpacked folder"):
        open_engine("sherpa-onnx", "base")


def test_a_model_without_metadata_is_refused_before_it_ends_the_process(tmp_path: Path) -> None:
    """sherpa-onnx would leave with exit code 255 and one line about C++."""
    write_sense_voice(tmp_path, leave_out="neg_mean")
    with pytest.raises(UsageError, match=r"lacks metadata \(neg_mean\)"):
        open_engine("sherpa-onnx", str(tmp_path))


def test_a_paraformer_without_times_is_refused(tmp_path: Path) -> None:
    write_paraformer(tmp_path, times=False)
    with pytest.raises(UsageError, match="does not tell when"):
        open_engine("sherpa-onnx", str(tmp_path))


@pytest.mark.parametrize(
    ("tokens", "why"),
    [("您 1\n", "tokens.txt: it is not the model's"), ("您 1\n好\n", "tokens.txt:2: this line is not a token")],
)
def test_a_list_of_tokens_that_does_not_fit_is_refused(tokens: str, why: str, tmp_path: Path) -> None:
    """sherpa-onnx would take it and stumble in the middle of a night."""
    (write_sense_voice(tmp_path) / "tokens.txt").write_text(tokens, encoding="utf-8")
    with pytest.raises(UsageError, match=why):
        open_engine("sherpa-onnx", str(tmp_path))


def test_a_model_of_another_kind_is_refused(tmp_path: Path) -> None:
    write_sense_voice(tmp_path, model_type="", inputs=("a", "b", "c", "d"))
    with pytest.raises(UsageError, match="neither a SenseVoice nor a Paraformer"):
        open_engine("sherpa-onnx", str(tmp_path))


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (write_sense_voice(tmp_path) / "model.int8.onnx").write_bytes(b"half of it")
    with pytest.raises(MachineError, match="the recogniser cannot work"):
        open_engine("sherpa-onnx", str(tmp_path))


def test_it_does_not_promise_a_gpu(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="use --device cpu"):
        open_engine("sherpa-onnx", str(write_sense_voice(tmp_path)), device="cuda")


def test_without_the_library_it_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['sherpa_onnx'] = None\n"  # as if it were not installed
        "from qa_scorer import open_engine\n"
        "from qa_scorer.errors import UsageError\n"
        "try: open_engine('sherpa-onnx', 'folder')\n"
        "except UsageError as problem: print(problem.read('en'))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert 'run pip install "qa-scorer[sherpa]"' in ran.stdout


def test_loading_and_listening_print_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Not even the C++ part of the library, which writes past Python."""
    engine = open_engine("sherpa-onnx", str(write_sense_voice(tmp_path)))
    engine.recognise([tones((1.0, LOW_HZ), seconds=2)])
    assert capfd.readouterr() == ("", "")


def _windows(*languages: str) -> Samples:
    """Five seconds of each language."""
    high = {"zh": LOW_HZ, "yue": HIGH_HZ}
    return np.concatenate([tones((2.0, high[language]), seconds=5) for language in languages])


def _language(engine: Engine, samples: Samples) -> str | None:
    return spoken_language(engine, (samples * 32767).astype(np.int16), [Span(0.0, len(samples) / RATE_HZ)])
