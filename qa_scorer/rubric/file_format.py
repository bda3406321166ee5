"""What a rubric file may hold, checked by pydantic. A rule's other keys belong to its check's `Params`."""

from pydantic import BaseModel, ConfigDict, Field

from qa_scorer.rubric.written_call import ExamplesInFile


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TitleInFile(_Strict):
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class RuleInFile(BaseModel):
    """`model_extra` holds the parameters of the check."""

    model_config = ConfigDict(extra="allow", frozen=True)

    id: str = Field(pattern=r"^[a-z_]+\.[a-z0-9_]+$")
    title: TitleInFile
    check: str
    weight: float = Field(ge=0, le=100)
    fatal: bool = False
    review: bool = False  # a miss goes to a person and costs nothing
    off: bool = False  # checked with the rest, but not asked
    source: str = ""
    examples: ExamplesInFile = ExamplesInFile()  # for `rubric test`: no part of what the rule asks
    survives: dict[str, str] = Field(default_factory=dict)  # a mutation no example need notice: the reason why


class SectionInFile(_Strict):
    id: str = Field(pattern=r"^[a-z_]+$")
    title: TitleInFile
    rules: tuple[RuleInFile, ...] = Field(min_length=1)


class RubricInFile(_Strict):
    id: str = Field(pattern=r"^[a-z0-9_]+$")
    version: str = Field(min_length=1)
    title: TitleInFile
    pass_mark: float = Field(ge=0, le=100)
    sections: tuple[SectionInFile, ...] = Field(min_length=1)


RULE_KEYS = tuple(RuleInFile.model_fields)
