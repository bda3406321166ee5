"""`qa-scorer run`: a folder of recordings in, scorecards out."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qa_scorer.cli.beside import (
    SoundChoice,
    audio_option,
    clips_option,
    export_option,
    exports_named,
    sound_beside,
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
from qa_scorer.cli.recogniser import DeviceName, EngineName, device_option, engine_option, model_option
from qa_scorer.cli.screen import WRITING, shown_count, shown_progress
from qa_scorer.cli.settings_file import as_used, use_settings
from qa_scorer.cli.staff import staff
from qa_scorer.errors import UsageError
from qa_scorer.language import Language, Text

if TYPE_CHECKING:
    from qa_scorer.intake import Batch
    from qa_scorer.ledger import Trust
    from qa_scorer.model import Night, Rubric
    from qa_scorer.store import Store
    from qa_scorer.workers import Workers

_SETTLE_S = 10.0  # recorders that write by the block fall silent for some seconds between two


def add_run(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).read(lang)

    lang_given, rubric_given = lang_option(lang), rubric_option(lang)
    engine_given, model_given, device_given = engine_option(lang), model_option(lang), device_option(lang)
    audio_given, clips_given, export_given = audio_option(lang), clips_option(lang), export_option(lang)
    summary_given, metrics_given = summary_option(lang), metrics_option(lang)
    log_format_given, quiet_given = log_format_option(lang), quiet_option(lang)

    @app.command(help=say("听录音并写出评分表", "listen to recordings and write the scorecards"))
    def run(
        context: typer.Context,
        recordings: Annotated[list[Path], typer.Argument(help=say("录音文件夹或文件", "folders or files"))],
        out: Annotated[Path, typer.Option("--out", help=say("评分表写到这个文件夹", "write the scorecards here"))],
        config: Annotated[
            Path | None,
            typer.Option(
                "--config",
                is_eager=True,
                callback=use_settings,
                help=say("设置文件（TOML）；命令行优先", "settings file (TOML); the command line goes before it"),
            ),
        ] = None,
        calls: Annotated[
            Path | None,
            typer.Option(
                "--calls",
                help=say(
                    "通话清单 .csv 或 .xlsx（默认用录音文件夹里的 calls.csv / calls.xlsx）",
                    "call table, .csv or .xlsx (default: calls.csv or calls.xlsx in the folder)",
                ),
            ),
        ] = None,
        name_pattern: Annotated[
            str | None,
            typer.Option(
                "--name-pattern",
                help=say("从文件名取通话信息，例如", "take call data from the file name, such as")
                + " {agent_id}_{started_at:%Y%m%d%H%M%S}_{call_id}",
            ),
        ] = None,
        rubric: Path | None = rubric_given,
        engine: EngineName = engine_given,
        model: str = model_given,
        device: DeviceName = device_given,
        workers: Annotated[
            str,
            typer.Option(
                "--workers",
                help=say(
                    "同时用几个进程听；auto：每块显卡或每个处理器核心一个，内存允许为限",
                    "processes that listen at once; auto: one a graphics card or processor core, as memory allows",
                ),
            ),
        ] = "auto",
        cluster: Annotated[
            str | None,
            typer.Option(
                "--cluster",
                help=say(
                    "在 Ray 集群上听：主机地址 HOST:6379，或 auto（本机所在的集群）",
                    "listen on a Ray cluster: its address HOST:6379, or auto (the one this machine belongs to)",
                ),
            ),
        ] = None,
        cluster_path: Annotated[
            list[str] | None,
            typer.Option(
                "--cluster-path",
                metavar="HERE=THERE",
                help=say(
                    "集群机器上录音的路径与本机不同时的对照；可多次给出",
                    "where the cluster's machines find what lies here under another path; may be given several times",
                ),
            ),
        ] = None,
        transcripts: Annotated[
            Path | None,
            typer.Option(
                "--transcripts",
                help=say(
                    "不识别，用这个文件夹里与录音同名的现成文本（JSON、SRT、VTT，FunASR、Amazon Call Analytics）",
                    "recognise nothing: take the text from the files named like the recordings in this folder "
                    "(JSON, SRT, VTT, FunASR, Amazon Call Analytics)",
                ),
            ),
        ] = None,
        vocabulary: Annotated[
            Path | None,
            typer.Option(
                "--vocabulary",
                help=say(
                    "本公司的词表（产品名等），一行一个：听成别的字时改正（只有 faster-whisper 引擎能改正）",
                    "the site's own terms (products …), one a line: put right where they were misheard "
                    "(by the engine faster-whisper alone)",
                ),
            ),
        ] = None,
        agent_channel: Annotated[
            Literal["left", "right", "auto"],
            typer.Option(
                "--agent-channel",
                help=say(
                    "双声道录音中坐席在哪一侧（清单中的优先；auto 按说的话判断）",
                    "the agent's side on stereo (the call table wins; auto: by what is said)",
                ),
            ),
        ] = "auto",
        raw: Annotated[
            str | None,
            typer.Option(
                "--raw",
                help=say("无文件头的电话音频格式，例如 alaw:8000", "format of headerless audio, such as alaw:8000"),
            ),
        ] = None,
        recursive: Annotated[
            bool, typer.Option("--recursive", help=say("也读子文件夹", "read folders inside folders too"))
        ] = False,
        audio: SoundChoice = audio_given,
        clips: bool = clips_given,
        export: str = export_given,
        summary_file: Path | None = summary_given,
        metrics: Path | None = metrics_given,
        log_format: LogFormat = log_format_given,
        store: Annotated[
            Path | None,
            typer.Option(
                "--store",
                help=say(
                    "保存听到的内容和评分的数据库（默认：--out 上一级文件夹里的 qa.db）",
                    "database that keeps what was heard and scored (default: qa.db in the folder above --out)",
                ),
            ),
        ] = None,
        again: Annotated[
            bool, typer.Option("--again", help=say("听过的也重新听", "hear again what was heard before"))
        ] = False,
        rehash: Annotated[
            bool,
            typer.Option(
                "--rehash",
                help=say("大小和时间没变的文件也核对内容", "read files again whose size and time are unchanged"),
            ),
        ] = False,
        settle: Annotated[
            float,
            typer.Option(
                "--settle",
                min=0,
                help=say(
                    "多少秒内改动过的文件可能还在写，核实后才采用",
                    "a file changed within so many seconds may still be written to: it has to hold still first",
                ),
            ),
        ] = _SETTLE_S,
        quiet: bool = quiet_given,
        lang: Language = lang_given,
    ) -> None:
        from qa_scorer.intake import gather, parse_raw
        from qa_scorer.ledger import Trust
        from qa_scorer.nights_before import nights_before
        from qa_scorer.rubric import load_rubric, refuse_looked_for, shipped_rubric
        from qa_scorer.scorecards import write_night
        from qa_scorer.store import Store, default_store
        from qa_scorer.vocabulary import read_vocabulary
        from qa_scorer.workers.ears import Ears

        side = None if agent_channel == "auto" else agent_channel
        loaded = load_rubric(rubric or shipped_rubric())
        terms = read_vocabulary(vocabulary) if vocabulary else ()
        refuse_looked_for(terms, loaded)
        ears = Ears(
            engine=engine, model=model, device=device, transcripts=transcripts, agent_channel=side,
            terms=tuple(term.text for term in terms),
        )  # fmt: skip
        if transcripts:
            ears.open()  # a folder without any is refused at once
        exports = exports_named(export)
        crew = staff(ears, workers, cluster, cluster_path or [])
        batch = gather(
            recordings, calls=calls, name_pattern=name_pattern, raw=parse_raw(raw) if raw else None, recursive=recursive
        )
        _refuse_nothing(batch, recordings)
        prepare(out)
        log_path = log_into(out, log_format)
        trust = Trust(again=again, rehash=rehash, settle_s=settle)
        with interruption_said(out), Store.open_to_write(store or default_store(out), "run") as kept:
            night = _hear(batch, loaded, crew, kept, out, trust, as_used(context), quiet, lang)
            with shown_count(WRITING, len(night.scored), quiet=quiet, lang=lang) as tell:
                sound = sound_beside(batch, audio, clips)
                history = nights_before(kept, night)
                written = write_night(night, out, lang, history=history, sound=sound, exports=exports, tell=tell)
        raise typer.Exit(
            leave(night, written, log_path, summary_file=summary_file, metrics=metrics, quiet=quiet, lang=lang)
        )


def _refuse_nothing(batch: "Batch", asked: list[Path]) -> None:
    if not batch.recordings and not batch.unscored:
        raise UsageError(
            where=", ".join(str(path) for path in asked),
            why=Text("没有找到录音", "no recordings were found"),
            mend=Text(
                "检查文件夹；子文件夹要加 --recursive，无文件头的音频要加 --raw alaw:8000",
                "check the folder; add --recursive for folders inside it, --raw alaw:8000 for headerless audio",
            ),
        )


def _hear(
    batch: "Batch", rubric: "Rubric", workers: "Workers", kept: "Store", out: Path, trust: "Trust",
    settings: Mapping[str, object], quiet: bool, lang: Language,
) -> "Night":  # fmt: skip
    from qa_scorer.nightly import run_night
    from qa_scorer.workers.machine import cores

    with shown_progress(len(batch.recordings), quiet=quiet, lang=lang) as tell:
        return run_night(
            batch.recordings,
            rubric,
            workers,
            store=kept,
            out=out,
            trust=trust,
            settings=settings,
            processes=cores(),
            unscored=batch.unscored,
            remarks=batch.remarks,
            tell=tell,
        )
