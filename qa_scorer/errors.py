"""What can go wrong, said so that a person can act on it: where, why, what to do, in both languages."""

import errno
from typing import ClassVar, Final

from qa_scorer.language import Language, Text

EXIT_ALL_SCORED = 0
EXIT_TEST_FAILED = 1
EXIT_USAGE = 2
EXIT_SOME_NOT_SCORED = 3
EXIT_NONE_SCORED = 4
EXIT_MACHINE = 5
EXIT_OUR_BUG = 70
EXIT_INTERRUPTED = 130


class WrongValue(ValueError):
    """A value that makes no sense where it stands, such as a key of a rule; `said` tells why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        self.said = Text(zh, en)
        super().__init__(en)


class QaScorerError(Exception):
    """The root of our exceptions.

    `where` names the file (and line); `why` and `mend` are whole sentences without a full stop.
    """

    exit_code: ClassVar[int] = EXIT_OUR_BUG

    def __init__(self, *, where: str, why: Text, mend: Text) -> None:
        self.where, self.why, self.mend = where, why, mend
        super().__init__(self.read("en"))

    def __reduce__(self) -> tuple[object, ...]:  # from a worker to the process that started it
        return _made_again, (type(self), self.where, self.why, self.mend)

    def read(self, lang: Language) -> str:
        if lang == "zh":
            return f"{self.where}：{self.why.zh}。处理办法：{self.mend.zh}。"
        return f"{self.where}: {self.why.en}. What to do: {self.mend.en}."


class UsageError(QaScorerError):
    """The command was given something it cannot work with; nothing was done."""

    exit_code = EXIT_USAGE


class RubricError(QaScorerError):
    """A rubric file is not one; nothing was done."""

    exit_code = EXIT_USAGE


class CallTableError(QaScorerError):
    """A call table cannot be used; nothing was done."""

    exit_code = EXIT_USAGE


class RecordingError(QaScorerError):
    """One recording cannot be scored; the others are."""

    exit_code = EXIT_SOME_NOT_SCORED


class MachineError(QaScorerError):
    """The machine lacks something: model, disk, memory, permission."""

    exit_code = EXIT_MACHINE


class InterruptedNight(QaScorerError):
    """Somebody stopped the scoring or the writing; what was done is kept."""

    exit_code = EXIT_INTERRUPTED


class VerificationError(QaScorerError):
    """Something that was checked is not what it should be."""

    exit_code = EXIT_TEST_FAILED


def _made_again(kind: type[QaScorerError], where: str, why: Text, mend: Text) -> QaScorerError:
    return kind(where=where, why=why, mend=mend)


_SYSTEM_REASONS: Final = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "不允许这样做",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EFBIG: "文件太大",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EEXIST: "已经有这个文件",
    errno.ENAMETOOLONG: "名称太长",
    errno.EBUSY: "正被别的程序使用",
    errno.EMFILE: "打开的文件太多",
    errno.EIO: "磁盘或网络读写出错",
}


def system_reason(error: OSError) -> Text:
    """What the operating system said; in Chinese what there is a word for here, else its own words."""
    own = error.strerror or type(error).__name__
    return Text(_SYSTEM_REASONS.get(error.errno or 0, own), own)
