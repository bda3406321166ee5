"""`--audio`, `--clips` and `--export`: what is written beside the workbooks."""

from typing import TYPE_CHECKING

from qa_scorer.errors import UsageError
from qa_scorer.language import Text
from qa_scorer.scorecards.exports import EXPORTS, Export

if TYPE_CHECKING:
    from qa_scorer.intake import Batch
    from qa_scorer.page_sound import SoundChoice
    from qa_scorer.scorecards.pages.write import SoundOf

_NONE = "none"


def exports_named(written: str) -> tuple[Export, ...]:
    """The exports in `parquet,contact-lens`, or none. Raises UsageError."""
    names = {name.strip() for name in written.split(",")} - {"", _NONE}
    if unknown := sorted(names.difference(EXPORTS)):
        possible = ", ".join((*EXPORTS, _NONE))
        raise UsageError(
            where="--export",
            why=Text(f"没有“{unknown[0]}”这种导出", f"there is no export {unknown[0]!r}"),
            mend=Text(f"可以写 {possible}，多个用逗号隔开", f"write some of {possible}, separated by commas"),
        )
    return tuple(export for export in EXPORTS if export in names)


def sound_beside(batch: "Batch", choice: "SoundChoice", clips: bool) -> "SoundOf":
    """What has the sound of the batch's recordings ready for their pages."""
    from qa_scorer.page_sound import SoundBeside

    recordings = {recording.name: recording for recording in batch.recordings}
    return SoundBeside(recordings=recordings, choice=choice, clips=clips).put
