"""What can go wrong, said so that a person can act on it: where, why, what to do, in both languages."""

from typing import ClassVar

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
