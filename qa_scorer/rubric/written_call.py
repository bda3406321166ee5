"""A call as people write it in a rubric's `examples:` or in a file of whole cases, checked by pydantic.

A dialogue as text will do. Where words and times cannot say it, it is a mapping: `dialogue:` and

    call:            what a call table would say of it (the fields of `model.CallData`)
    duration_s:      how long the recording is; default: a second more than the last turn
    measures:        agent, customer: how they sounded (fields of `model.SideMeasures`); what follows from words and
                     times need not be given
    baseline:        the agent's own usual voice (`model.Baseline`)
    degree:          the share of the points that it must have, 0..1 (a graded measurement)
    layout, role_confidence, line_sounds, verifications: as in `model.Evidence`
    silences, responses, talkovers: in place of those that follow from the times
"""

from dataclasses import MISSING, fields
from typing import Annotated, Any, get_type_hints

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, create_model

from qa_scorer.model import (
    Baseline,
    CallData,
    ChannelLayout,
    LineSound,
    Outcome,
    Response,
    SideMeasures,
    Silence,
    Talkover,
    Verification,
)
from qa_scorer.rubric.dialogue_lines import HEAD, DialogueLine, dialogue_lines


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


_HINTS = get_type_hints(SideMeasures)
SideInFile = create_model(
    "SideInFile",
    __base__=_Strict,
    __doc__="Any of the figures of `SideMeasures`; those given are in `model_fields_set`.",
    **{
        field.name: (_HINTS[field.name], 0.0 if field.default is MISSING else field.default)
        for field in fields(SideMeasures)
        if field.name != "role"
    },  # type: ignore[call-overload]  # pydantic's stub wants the fields one by one
)


class MeasuresInFile(_Strict):
    agent: SideInFile | None = None  # type: ignore[valid-type]  # made above
    customer: SideInFile | None = None  # type: ignore[valid-type]


def _is_dialogue(text: str) -> str:
    dialogue_lines(text)
    return text


class WrittenCall(_Strict):
    dialogue: Annotated[str, AfterValidator(_is_dialogue)]
    call: CallData = CallData()
    degree: float | None = Field(default=None, ge=0, le=1)
    duration_s: float | None = Field(default=None, gt=0)
    measures: MeasuresInFile = MeasuresInFile()
    baseline: Baseline | None = None
    layout: ChannelLayout = ChannelLayout.STEREO
    role_confidence: float = Field(default=1.0, ge=0, le=1)
    line_sounds: tuple[LineSound, ...] = ()
    verifications: tuple[Verification, ...] = ()
    silences: tuple[Silence, ...] | None = None
    responses: tuple[Response, ...] | None = None
    talkovers: tuple[Talkover, ...] | None = None

    @property
    def lines(self) -> tuple[DialogueLine, ...]:
        return dialogue_lines(self.dialogue)


def _written_out(example: Any) -> Any:
    """A text, or turns written as YAML keys (`agent: 您好`), are a dialogue and nothing else."""
    if isinstance(example, str):
        return {"dialogue": example}
    if isinstance(example, dict) and example and all(HEAD.fullmatch(str(key)) for key in example):
        return {"dialogue": "\n".join(f"{head}: {'' if text is None else text}" for head, text in example.items())}
    return example


Example = Annotated[WrittenCall, BeforeValidator(_written_out)]


class ExamplesInFile(_Strict):
    """The examples of a rule, by the outcome each must have."""

    met: tuple[Example, ...] = ()
    missed: tuple[Example, ...] = ()
    not_applicable: tuple[Example, ...] = ()
    undetermined: tuple[Example, ...] = ()

    def of(self, outcome: Outcome) -> tuple[WrittenCall, ...]:
        examples: tuple[WrittenCall, ...] = getattr(self, outcome.value)
        return examples
