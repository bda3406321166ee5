"""The command: every examination in turn, each told as soon as it is made."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa_scorer.cli.options import config_of_run_option, lang_option
from qa_scorer.cli.recogniser import DeviceName, EngineName, device_option, engine_option, model_option
from qa_scorer.cli.staff import number_of_workers
from qa_scorer.errors import EXIT_ALL_SCORED, EXIT_MACHINE, QaScorerError
from qa_scorer.language import Language, Text

if TYPE_CHECKING:
    from qa_scorer.cli.doctor.diagnosis import Diagnosis
    from qa_scorer.workers.ears import Ears


def add_doctor(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).read(lang)

    lang_given, config_given = lang_option(lang), config_of_run_option(lang)
    engine_given, model_given, device_given = engine_option(lang), model_option(lang), device_option(lang)

    @app.command(help=_HELP.read(lang))
    def doctor(
        recordings: Annotated[list[Path] | None, typer.Argument(help=say("今晚的录音", "tonight's recordings"))] = None,
        out: Annotated[Path, typer.Option("--out", help=say("评分表的文件夹", "folder of the scorecards"))] = Path(),
        config: Path | None = config_given,
        engine: EngineName = engine_given,
        model: str = model_given,
        device: DeviceName = device_given,
        workers: Annotated[str, typer.Option("--workers", help=say("进程数", "number of processes"))] = "auto",
        lang: Language = lang_given,
    ) -> None:
        from qa_scorer.cli.doctor.diagnosis import Health
        from qa_scorer.workers.ears import Ears

        ears = Ears(engine=engine, model=model, device=device)
        worst = Health.WELL
        for diagnosis in _examined(recordings or [], out, ears, number_of_workers(workers)):
            typer.echo(_told(diagnosis, lang))
            worst = max(worst, diagnosis.health, key=list(Health).index)
        typer.echo(_VERDICTS[worst.value].read(lang))
        raise typer.Exit(EXIT_MACHINE if worst is Health.ILL else EXIT_ALL_SCORED)


def _examined(recordings: Sequence[Path], out: Path, ears: "Ears", workers: int | None) -> Iterator["Diagnosis"]:
    from qa_scorer.cache_folder import cache_folder
    from qa_scorer.cli.doctor import programs, surroundings
    from qa_scorer.workers.staffing import worker_bytes, workers_that_fit

    yield programs.python()
    yield programs.packages()
    yield programs.database()
    yield programs.model(ears)
    yield surroundings.memory(workers or workers_that_fit(ears), worker_bytes(ears))
    tonight, said_of_them = _found(recordings)
    yield from said_of_them
    yield surroundings.disk(out, tonight)
    yield surroundings.writable(Text("输出文件夹", "Output folder"), out)
    yield surroundings.writable(Text("缓存", "Cache"), cache_folder())
    yield surroundings.fonts()
    yield surroundings.time_zone()


def _found(asked: Sequence[Path]) -> "tuple[Sequence[Path], Sequence[Diagnosis]]":
    """Tonight's recordings, and what is to be said of them; a folder that is not there hides no other trouble."""
    from qa_scorer.cli.doctor.diagnosis import doubtful, ill, well
    from qa_scorer.intake import gather

    if not asked:
        return (), ()
    about = Text("录音", "Recordings")
    try:
        paths = [recording.path for recording in gather(list(asked), recursive=True).recordings]
    except QaScorerError as wrong:
        where = wrong.where
        return (), [ill(about, Text(f"{where}：{wrong.why.zh}", f"{where}: {wrong.why.en}"), wrong.mend)]
    if not paths:
        return (), [doubtful(about, Text("还没有录音", "there are none yet"), _NONE_YET)]
    return paths, [well(about, Text(f"{len(paths)} 个", f"{len(paths)}"))]


def _told(diagnosis: "Diagnosis", lang: Language) -> str:
    line = f"{_MARKS[diagnosis.health.value].read(lang)}  {diagnosis.about.read(lang)}: {diagnosis.found.read(lang)}"
    mend = Text("处理办法：", "What to do: ").read(lang)
    return f"{line}\n{' ' * 6}{mend}{diagnosis.mend.read(lang)}" if diagnosis.mend else line


_HELP = Text(
    "检查本机能否跑完今晚：Python、依赖包、模型、内存、磁盘、权限、字体、时区；有会中断的问题时退出码为 5",
    "whether this machine is fit for tonight: Python, packages, model, memory, disk, permissions, fonts, time zone; "
    "exit code 5 if something would end it",
)
_NONE_YET = Text("如果晚些时候才到，不必处理；否则检查路径", "if they come later, nothing; otherwise check the path")
_MARKS = {
    "well": Text("正常", "ok  "),
    "doubtful": Text("注意", "note"),
    "ill": Text("问题", "BAD "),
}
_VERDICTS = {
    "well": Text("今晚可以运行", "fit for tonight"),
    "doubtful": Text("今晚可以运行，请看“注意”各条", "fit for tonight; see the notes"),
    "ill": Text("今晚会失败，先处理上面的“问题”", "tonight would fail: mend what is BAD first"),
}
