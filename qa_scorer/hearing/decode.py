"""A recording into sound: any format, any rate, whatever state the file is in."""

import hashlib
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from typing import BinaryIO, Final

from soundfile import LibsndfileError

from qa_scorer.hearing import refusals, remarks
from qa_scorer.hearing.content import HEAD_BYTES, has_audio_header, no_audio
from qa_scorer.hearing.declared_length import declared_s, wav_data
from qa_scorer.hearing.ffmpeg_audio import FFMPEG_ERRORS, FfmpegAudio, NoSoundTrackError, UnknownCodecError
from qa_scorer.hearing.headerless import headerless_format
from qa_scorer.hearing.libsndfile_audio import BIG_ENDIAN_WAV, LibsndfileAudio, may_open
from qa_scorer.hearing.playback import Playback, played
from qa_scorer.hearing.sound import Sound
from qa_scorer.hearing.tape import LONGEST_S, EndlessError
from qa_scorer.language import Text
from qa_scorer.model import AudioFacts, Recording

SHORTEST_S: Final = 0.3  # less holds no word
_CUT_OFF_S: Final = 0.5  # that much missing is told in any file,
_CUT_OFF_RATIO: Final = 0.02  # and this share of a short one,
_PADDING_S: Final = 0.3  # unless it may be the padding of an MP3 encoder (two frames at 8 kHz)
_STRAY_RATIO: Final = 0.02  # bytes behind the sound beyond this share are more than a tag


def decode(recording: Recording) -> Sound:
    """Hear a recording: one or two channels at 16 kHz, cut off or damaged ones as far as they go.

    Raises RecordingError, saying what is wrong and what to do, where nothing can be heard or it is shorter than
    `SHORTEST_S`.
    """
    sound = decode_any_length(recording)
    if sound.duration_s < SHORTEST_S:
        raise refusals.too_short(recording.name, sound.duration_s)
    return sound


def decode_any_length(recording: Recording) -> Sound:
    """As `decode`, and takes the shortest sound as well."""
    with _opened(recording) as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        if not file.tell():
            raise refusals.empty(recording.name)
        heard = _heard(recording, file)
        promised_s, said = _promised(recording, file, heard)
    facts = AudioFacts(
        sha256=sha256,
        codec=heard.codec,
        sample_rate_hz=heard.sample_rate_hz,
        channels=heard.channels,
        duration_s=heard.duration_s,
        declared_s=promised_s,
        remarks=(*said, *heard.remarks),
    )
    return Sound(samples=heard.samples, facts=facts)


@contextmanager
def _opened(recording: Recording) -> Iterator[BufferedReader]:
    """The file; whatever the system has against reading it becomes a RecordingError."""
    try:
        if not stat.S_ISREG(recording.path.stat().st_mode):  # opening a pipe would wait for ever
            raise refusals.not_a_file(recording.name)
        with recording.path.open("rb") as file:
            yield file
    except (FileNotFoundError, NotADirectoryError):
        raise refusals.vanished(recording.name) from None
    except PermissionError:
        raise refusals.forbidden(recording.name) from None
    except OSError as error:
        raise refusals.read_failed(recording.name, error) from error


def _heard(recording: Recording, file: BinaryIO) -> Playback:
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if what := no_audio(head):
        raise refusals.not_audio(recording.name, what)
    heard = None if head.startswith(BIG_ENDIAN_WAV) else _through_ffmpeg(recording, file, head)
    heard = heard or _through_libsndfile(recording, file, head)
    if heard is None and not has_audio_header(head):
        raise refusals.not_recognised(recording.name)
    if heard is None or not heard.heard_s:
        raise refusals.no_sound(recording.name)
    if not heard.samples.size:
        raise refusals.too_short(recording.name, heard.heard_s)
    if heard.mostly_damaged:
        raise refusals.mostly_damaged(recording.name)
    return heard


def _through_ffmpeg(recording: Recording, file: BinaryIO, head: bytes) -> Playback | None:
    headerless = headerless_format(recording.path.suffix, head)
    try:
        return played(lambda: FfmpegAudio(file, raw=recording.raw, headerless=headerless))
    except NoSoundTrackError:
        raise refusals.no_sound_track(recording.name) from None
    except UnknownCodecError:
        raise refusals.unknown_codec(recording.name) from None
    except EndlessError:
        raise refusals.too_long(recording.name, LONGEST_S) from None
    except FFMPEG_ERRORS:
        return None


def _through_libsndfile(recording: Recording, file: BinaryIO, head: bytes) -> Playback | None:
    if not may_open(head):
        return None
    try:
        return played(lambda: LibsndfileAudio(file))
    except EndlessError:
        raise refusals.too_long(recording.name, LONGEST_S) from None
    except (LibsndfileError, ValueError):
        return None


def _promised(recording: Recording, file: BinaryIO, heard: Playback) -> tuple[float | None, tuple[Text, ...]]:
    """The length that the header declares, and what there is to say about it."""
    if recording.raw:
        return None, ()
    promised_s = declared_s(file, container=heard.container, header_s=heard.header_s, decoded_s=heard.duration_s)
    missing_s = (promised_s or 0.0) - heard.duration_s
    said = []
    if promised_s and (missing_s > _CUT_OFF_S or missing_s > max(_CUT_OFF_RATIO * promised_s, _PADDING_S)):
        said.append(remarks.cut_off(missing_s=missing_s, declared_s=promised_s))
    elif heard.ends_in_damage:
        said.append(remarks.ends_in_damage())
    data = wav_data(file)
    if data and data.stray > _STRAY_RATIO * data.promised:
        said.append(remarks.longer_than_declared(unread_bytes=data.stray))
    return promised_s, tuple(said)
