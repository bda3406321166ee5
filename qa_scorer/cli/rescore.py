"""`qa-scorer rescore`: stored calls by another rubric, without listening to anything."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa_scorer.cli.beside import (
    SoundChoice,
    audio_option,
    clips_option,
    export_option,
    exports_named,
    sound_in_store,
)
from qa_scorer.cli.log import LogFormat, log_into
from qa_scorer.cli.morning import (
    interruption_said,
    leave,
    log_format_option,
    metrics_option,
    quiet_option,
    summary_option,
)
from qa_scorer.cli.options import lang_option, rubric_option
from qa_scorer.cli.out_folder import prepare
from qa_scorer.cli.screen import SCORING, WRITING, shown_count
from qa_scorer.cli.settings_file import as_used
from qa_scorer.cli.terms_heard import refuse_terms_heard
from qa_scorer.errors import UsageError
from qa_scorer.language import Language, Text

if TYPE_CHECKING:
    from qa_scorer.store.choosing import Chosen


def add_rescore(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).read(lang)

    lang_given, rubric_given = lang_option(lang), rubric_option(lang)
    audio_given, clips_given, export_given = audio_option(lang), clips_option(lang), export_option(lang)
    summary_given, metrics_given = summary_option(lang), metrics_option(lang)
    log_format_given, quiet_given = log_format_option(lang), quiet_option(lang)

    @app.command(
        help=say("用（改过的）评分表给数据库里的通话重新评分，不听录音", "score stored calls again, without listening")
    )
    def rescore(
        context: typer.Context,
        out: Annotated[Path, typer.Option("--out", help=say("评分表写到这个文件夹", "write the scorecards here"))],
        rubric: Path | None = rubric_given,
        store: Annotated[
            Path | None,
            typer.Option("--store", help=say("数据库（默认同 run）", "the store (default: as for run)")),
        ] = None,
        since: Annotated[
            datetime | None,
            typer.Option("--since", formats=["%Y-%m-%d"], help=say("这一天起的通话", "calls from that day on")),
        ] = None,
        until: Annotated[
            datetime | None,
            typer.Option("--until", formats=["%Y-%m-%d"], help=say("到这一天为止", "calls up to that day")),
        ] = None,
        agent: Annotated[
            list[str] | None,
            typer.Option("--agent", help=say("只要这位坐席（可多次）", "of that agent only (repeatable)")),
        ] = None,
        audio: SoundChoice = audio_given,
        clips: bool = clips_given,
        export: str = export_given,
        summary_file: Path | None = summary_given,
        metrics: Path | None = metrics_given,
        log_format: LogFormat = log_format_given,
        quiet: bool = quiet_given,
        lang: Language = lang_given,
    ) -> None:
        from qa_scorer.nightly import rescore as judge_again
        from qa_scorer.nights_before import nights_before
        from qa_scorer.rubric import load_rubric, shipped_rubric
        from qa_scorer.scorecards import write_night
        from qa_scorer.store import Store, default_store
        from qa_scorer.workers.machine import cores

        exports = exports_named(export)
        loaded = load_rubric(rubric or shipped_rubric())
        kept_in = store or default_store(out)
        with Store.open(kept_in) as opened:
            numbers = opened.call_numbers(**_chosen(since, until, agent))
            refuse_terms_heard(opened, numbers, loaded)
        if not numbers:
            raise _none(kept_in)
        prepare(out)
        log_path = log_into(out, log_format)
        with interruption_said(out), Store.open_to_write(kept_in, "rescore") as kept:
            with shown_count(SCORING, len(numbers), quiet=quiet, lang=lang) as tell:
                night = judge_again(
                    kept, loaded, numbers, out=out, settings=as_used(context), processes=cores(), tell=tell
                )
            history, sound = nights_before(kept, night), sound_in_store(kept, numbers, audio, clips)
            with shown_count(WRITING, len(night.scored), quiet=quiet, lang=lang) as told:
                written = write_night(night, out, lang, history=history, sound=sound, exports=exports, tell=told)
        raise typer.Exit(
            leave(night, written, log_path, summary_file=summary_file, metrics=metrics, quiet=quiet, lang=lang)
        )


def _chosen(since: datetime | None, until: datetime | None, agents: list[str] | None) -> "Chosen":
    chosen: Chosen = {}
    if since:
        chosen["since"] = since.date()
    if until:
        chosen["until"] = until.date()
    if agents:
        chosen["agent_ids"] = agents
    return chosen


def _none(store: Path) -> UsageError:
    return UsageError(
        where=str(store),
        why=Text("数据库里没有这样的通话", "the store holds no such calls"),
        mend=Text("检查 --since、--until、--agent，或先运行 run", "check --since, --until and --agent, or run first"),
    )
