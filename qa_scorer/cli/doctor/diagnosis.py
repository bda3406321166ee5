"""What the doctor says of one thing."""

from dataclasses import dataclass
from enum import StrEnum

from qa_scorer.language import Text


class Health(StrEnum):
    WELL = "well"
    DOUBTFUL = "doubtful"  # the night goes on, but something may come out wrong
    ILL = "ill"  # the night would end with nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """`mend` is what to do; None where all is well."""

    about: Text
    health: Health
    found: Text
    mend: Text | None = None


def well(about: Text, found: Text) -> Diagnosis:
    return Diagnosis(about=about, health=Health.WELL, found=found)


def doubtful(about: Text, found: Text, mend: Text) -> Diagnosis:
    return Diagnosis(about=about, health=Health.DOUBTFUL, found=found, mend=mend)


def ill(about: Text, found: Text, mend: Text) -> Diagnosis:
    return Diagnosis(about=about, health=Health.ILL, found=found, mend=mend)
