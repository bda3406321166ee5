"""What was odd about the sound of a recording, in words that go with its facts."""

from collections.abc import Iterator, Sequence

import numpy as np

from qa_scorer.hearing.blocks import blocks
from qa_scorer.hearing.sound import Samples, Sound
from qa_scorer.hearing.spans import overlap_s, total_s
from qa_scorer.language import Text
from qa_scorer.model import ChannelLayout, Side, Span

_TELEPHONE_HZ = 8000  # ITU-T G.711
_DC_OFFSET = 0.01  # of full scale; a converter in order stays far below
_AT_ONCE_S = 0.15  # speech found so soon had begun before the recording: nobody answers so fast
_LEAKED_S = 2.0  # less may be a cough
_ALL_OVERLAP = 0.5  # share of the speech with both voices in it; telephone talk has some 5 to 15 %

_ONE_SOUND = {
    ChannelLayout.SAME_TWICE: Text(
        "两个声道是同一路声音，按单声道处理", "both channels carry the same sound: treated as a single channel"
    ),
    ChannelLayout.LEFT_ONLY: Text(
        "右声道没有声音，按单声道处理", "the right channel is dead: treated as a single channel"
    ),
    ChannelLayout.RIGHT_ONLY: Text(
        "左声道没有声音，按单声道处理", "the left channel is dead: treated as a single channel"
    ),
}


def odd_sound(sound: Sound, layout: ChannelLayout) -> Iterator[Text]:
    """About the samples themselves: channels, sampling rate, DC offset."""
    if layout in _ONE_SOUND:
        yield _ONE_SOUND[layout]
    if sound.facts.sample_rate_hz < _TELEPHONE_HZ:
        yield Text(
            f"采样率只有 {sound.facts.sample_rate_hz} Hz，低于电话音质，文字会不准",
            f"sampled at only {sound.facts.sample_rate_hz} Hz, less than a telephone: words will be uncertain",
        )
    offset = max(abs(_mean(channel)) for channel in sound.samples)
    if offset > _DC_OFFSET:
        yield Text(
            f"声音带有直流偏置（满刻度的 {offset:.0%}），录音设备需要检修",
            f"the sound has a DC offset ({offset:.0%} of full scale): have the recorder looked at",
        )


def odd_leakage(side: Side, leaked_s: float) -> Iterator[Text]:
    """About speech on one channel that was the other channel's, faintly."""
    if leaked_s >= _LEAKED_S:
        here, there = ("左", "右") if side == "left" else ("右", "左")
        yield Text(
            f"{here}声道里混有{there}声道的声音（串音 {leaked_s:.0f} 秒），没有算作{here}边的人说话",
            f"the {side} channel carries the other side's voice faintly ({leaked_s:.0f} s of cross-talk): "
            "not counted as its own",
        )


def odd_speech(voices: Sequence[Sequence[Span]]) -> Iterator[Text]:
    """About when the voices, each a sequence of spans, speak."""
    if any(voice and voice[0].start_s < _AT_ONCE_S for voice in voices):
        yield Text(
            "录音开始时话已说到一半，开头可能没有录上", "the recording begins in mid-speech: its head may be missing"
        )
    if len(voices) == 2:
        both_s = sum(overlap_s(span, voices[1]) for span in voices[0])
        if both_s > _ALL_OVERLAP * (total_s(voices[0]) + total_s(voices[1]) - both_s) > 0:
            yield Text(
                "双方几乎一直同时在说话，请听一下录音是否错位",
                "both sides speak at once nearly all the time: please listen",
            )


def _mean(samples: Samples) -> float:
    if not len(samples):
        return 0.0
    return float(sum(np.sum(block, dtype=np.float64) for _, block in blocks(samples)) / len(samples))
