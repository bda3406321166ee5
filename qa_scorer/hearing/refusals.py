"""Why a recording cannot be heard and what to do about it: every such sentence stands here, in both languages."""

from qa_scorer.errors import RecordingError, system_reason
from qa_scorer.language import Text

_EXPORT_AGAIN = Text(
    "从录音系统重新导出这条录音，换掉这个文件",
    "export this recording again from the recorder and put it in this file's place",
)
_SAY_RAW = Text(
    "如果是没有文件头的电话录音，请用 --raw 说明格式，例如 --raw alaw:8000；否则请从录音系统重新导出",
    "if it is headerless telephone audio, say so, for instance --raw alaw:8000; otherwise export it again",
)


class TooShortError(RecordingError):
    """The file is sound, but hardly any."""


def vanished(where: str) -> RecordingError:
    why = Text("文件已经不在了（可能被移走、改名或删除）", "the file is gone (moved, renamed or deleted)")
    mend = Text("确认录音没有被移走，然后重新运行", "make sure recordings stay in place, then run again")
    return RecordingError(where=where, why=why, mend=mend)


def forbidden(where: str) -> RecordingError:
    why = Text("没有读取这个文件的权限", "there is no permission to read it")
    mend = Text(
        "给运行本程序的用户加上这个文件的读取权限，然后重新运行",
        "let the user who runs this program read the file, then run again",
    )
    return RecordingError(where=where, why=why, mend=mend)


def not_a_file(where: str) -> RecordingError:
    why = Text("这是文件夹或设备，不是录音文件", "it is a folder or a device, not a file")
    mend = Text("给出录音文件本身", "name the recording itself")
    return RecordingError(where=where, why=why, mend=mend)


def read_failed(where: str, error: OSError) -> RecordingError:
    what = system_reason(error)
    why = Text(f"读取文件时出错（{what.zh}）", f"reading the file failed ({what.en})")
    mend = Text("检查磁盘或网络共享是否正常，然后重新运行", "check the disk or the network share, then run again")
    return RecordingError(where=where, why=why, mend=mend)


def empty(where: str) -> RecordingError:
    why = Text("文件是空的（0 字节）", "the file is empty (0 bytes)")
    return RecordingError(where=where, why=why, mend=_EXPORT_AGAIN)


def not_audio(where: str, what: Text) -> RecordingError:
    why = Text(f"这是{what.zh}，不是录音", f"it is {what.en}, not a recording")
    return RecordingError(where=where, why=why, mend=_EXPORT_AGAIN)


def not_recognised(where: str) -> RecordingError:
    why = Text("从内容认不出任何音频格式", "its content is no audio format that could be recognised")
    return RecordingError(where=where, why=why, mend=_SAY_RAW)


def no_sound_track(where: str) -> RecordingError:
    why = Text("文件里没有声音轨道", "there is no sound track in it")
    return RecordingError(where=where, why=why, mend=_EXPORT_AGAIN)


def unknown_codec(where: str) -> RecordingError:
    why = Text("声音的编码方式未知，无法解码", "its sound is coded in an unknown way and cannot be decoded")
    mend = Text(
        "在录音系统里改用 WAV（PCM 或 G.711）导出",
        "have the recorder export it as WAV (PCM or G.711)",
    )
    return RecordingError(where=where, why=why, mend=mend)


def no_sound(where: str) -> RecordingError:
    why = Text(
        "有文件头，但解不出任何声音（内容缺失或损坏）",
        "there is a header, but no sound could be decoded (missing or damaged)",
    )
    return RecordingError(where=where, why=why, mend=_EXPORT_AGAIN)


def mostly_damaged(where: str) -> RecordingError:
    why = Text(
        "内容大半损坏，或根本不是录音：能解码的部分不到一半",
        "most of it is damaged, or it is no recording at all: less than half could be decoded",
    )
    return RecordingError(where=where, why=why, mend=_EXPORT_AGAIN)


def too_short(where: str, duration_s: float) -> TooShortError:
    why = Text(
        f"只有 {duration_s:.2f} 秒声音，太短，无法评分",
        f"it holds only {duration_s:.2f} s of sound, too short to score",
    )
    mend = Text(
        "如果通话不该这么短，请从录音系统重新导出；否则不必处理",
        "if the call was longer, export it again from the recorder; otherwise nothing need be done",
    )
    return TooShortError(where=where, why=why, mend=mend)


def too_long(where: str, limit_s: float) -> RecordingError:
    hours = round(limit_s / 3600)
    why = Text(f"声音超过 {hours} 小时，不像一次通话", f"it is longer than {hours} hours, hardly one call")
    mend = Text("按通话切分后重新运行", "split it into calls, then run again")
    return RecordingError(where=where, why=why, mend=mend)
