"""`--audio`, `--clips` and `--export`: what is written beside the workbooks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import typer

from qa_scorer.errors import UsageError
from qa_scorer.language import Language, Text
from qa_scorer.scorecards.exports import EXPORTS, USUAL_EXPORTS, Export

if TYPE_CHECKING:
    from qa_scorer.intake import Batch
    from qa_scorer.model import Call
    from qa_scorer.scorecards.pages.write import SoundOf
    from qa_scorer.store import Store

SoundChoice = Literal["copy", "link", "none"]
_NONE = "none"


def audio_option(lang: Language) -> Any:
    """The default of a command's `audio: SoundChoice` parameter."""
    words = Text(
        "通话页面的录音：copy 存一份浏览器能放的小副本，link 连到原文件，none 不带",
        "sound of the call pages: a small copy that browsers play, a link to the recording, or none",
    )
    return typer.Option("copy", "--audio", help=words.read(lang))


def clips_option(lang: Language) -> Any:
    """The default of a command's `clips: bool` parameter."""
    words = Text(
        "每条未做到或无法判定的结果另存一小段录音", "cut a clip of each finding that is missed or undetermined"
    )
    return typer.Option(False, "--clips", help=words.read(lang))


def export_option(lang: Language) -> Any:
    """The default of a command's `export: str` parameter; `exports_named` reads it."""
    words = Text(
        "另外导出：parquet（全部结果）、contact-lens（每通一个 JSON），逗号隔开，或 none",
        "write too: parquet (all findings), contact-lens (a JSON a call), separated by commas, or none",
    )
    return typer.Option(",".join(USUAL_EXPORTS), "--export", help=words.read(lang))


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


def sound_beside(batch: "Batch", choice: SoundChoice, clips: bool) -> "SoundOf":
    """What has the sound of the batch's recordings ready for their pages."""
    from qa_scorer.page_sound import SoundBeside

    recordings = {recording.name: recording for recording in batch.recordings}
    return SoundBeside(recording_of=lambda call: recordings.get(call.name), choice=choice, clips=clips).put


def sound_in_store(store: "Store", numbers: Sequence[int], choice: SoundChoice, clips: bool) -> "SoundOf":
    """The same of these calls of the store: their recordings are looked for where they lay when they were heard."""
    from qa_scorer.model import Recording
    from qa_scorer.page_sound import SoundBeside

    paths = store.paths_of(numbers)

    def recording_of(call: "Call") -> Recording | None:
        path = paths.get((call.name, call.sha256))
        return Recording(path=path, name=call.name, call=call.data) if path else None

    return SoundBeside(recording_of=recording_of, choice=choice, clips=clips).put
