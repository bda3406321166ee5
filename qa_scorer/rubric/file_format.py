"""What a rubric file may hold, checked by pydantic. A rule's other keys belong to its check's `Params`."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from qa_scorer.model import Condition, Fatal
from qa_scorer.rubric.written_call import ExamplesInFile


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TitleInFile(_Strict):
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class ConditionInFile(_Strict):
    """The fields of `Condition`."""

    call_type: tuple[str, ...] = ()
    desk: tuple[str, ...] = ()
    vip: bool | None = None
    direction: Literal["inbound", "outbound"] | None = None
    silent: bool | None = None
    said_by_customer: tuple[str, ...] = ()
    said_by_agent: tuple[str, ...] = ()
    except_in: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_which_calls(self) -> Self:
        self.condition()
        return self

    def condition(self) -> Condition:
        return Condition(**self.model_dump())


def _fatal(given: object) -> object:
    """`true` is the short form of `call`."""
    return {True: "call", False: None}[given] if isinstance(given, bool) else given


class RuleInFile(BaseModel):
    """`model_extra` holds the parameters of the check."""

    model_config = ConfigDict(extra="allow", frozen=True)

    id: str = Field(pattern=r"^[a-z_]+\.[a-z0-9_]+$")
    title: TitleInFile
    check: str
    weight: float = Field(default=0.0, ge=0, le=100)  # points
    deduct: float = Field(default=0.0, ge=0, le=100)  # what a miss takes off the score
    bonus: bool = False  # the weight comes on top of the 100
    fatal: Annotated[Fatal | None, BeforeValidator(_fatal)] = None
    review: bool = False  # a miss goes to a person and costs nothing
    off: bool = False  # checked with the rest, but not asked
    applies_when: ConditionInFile | None = None
    after_rule: str = ""  # asked only of what comes after the place where that rule found what it looks for
    before_rule: str = ""
    source: str = ""
    standard: TitleInFile | None = None  # what is asked, in words or figures
    method: TitleInFile | None = None  # how it is checked; default: what the check says of itself
    advice: TitleInFile | None = None  # what to say or do instead
    examples: ExamplesInFile = ExamplesInFile()  # for `rubric test`: no part of what the rule asks
    survives: dict[str, str] = Field(default_factory=dict)  # a mutation no example need notice: the reason why


class SectionInFile(_Strict):
    id: str = Field(pattern=r"^[a-z_]+$")
    title: TitleInFile
    weight: float | None = Field(default=None, gt=0, le=100)  # shared out by the weights of its rules
    applies_when: ConditionInFile | None = None
    survives: dict[str, str] = Field(default_factory=dict)  # as in a rule, of its `applies_when`
    rules: tuple[RuleInFile, ...] = Field(min_length=1)

    @property
    def points_per_weight(self) -> float:
        total = sum(rule.weight for rule in self.rules if not rule.off and not rule.bonus)
        return self.weight / total if self.weight is not None and total else 1.0


class RubricInFile(_Strict):
    id: str = Field(pattern=r"^[a-z0-9_]+$")
    version: str = Field(min_length=1)
    title: TitleInFile
    pass_mark: float = Field(ge=0, le=100)
    least_call_s: float = Field(default=0.0, ge=0)  # shorter calls are not scored
    sections: tuple[SectionInFile, ...] = Field(min_length=1)


RULE_KEYS = tuple(RuleInFile.model_fields)
