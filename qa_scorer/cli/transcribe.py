"""`qa-scorer transcribe`: recordings in, what was said in them out, with roles and times; nothing is scored."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qa_scorer.cli.options import lang_option
from qa_scorer.cli.recogniser import DeviceName, EngineName, device_option, engine_option, model_option
from qa_scorer.cli.screen import shown_progress
from qa_scorer.errors import EXIT_ALL_SCORED, EXIT_NONE_SCORED, EXIT_SOME_NOT_SCORED, RecordingError, UsageError
from qa_scorer.language import Language, Text
from qa_scorer.model import Call, Recording, Side, Turn, UnscoredCall

if TYPE_CHECKING:
    from qa_scorer.transcript.engine import Engine
    from qa_scorer.transcript.ready.write import Form


def add_transcribe(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).read(lang)

    lang_given = lang_option(lang)
    engine_given, model_given, device_given = engine_option(lang), model_option(lang), device_option(lang)

    @app.command(help=say("写出录音里说了什么、谁说的、什么时候说的", "write down what was said, by whom and when"))
    def transcribe(
        files: Annotated[list[Path], typer.Argument(help=say("录音文件或文件夹", "recordings or folders"))],
        form: Annotated[
            Literal["json", "srt", "vtt", "txt"], typer.Option("--format", help=say("写成哪种格式", "what to write"))
        ] = "txt",
        out: Annotated[
            Path | None,
            typer.Option(
                "--out",
                help=say("写到这个文件夹，每个录音一个文件（只有一个录音时默认写到屏幕）",
                         "write here, a file a recording (default for a single one: the screen)"),
            ),
        ] = None,
        engine: EngineName = engine_given,
        model: str = model_given,
        device: DeviceName = device_given,
        agent_channel: Annotated[
            Literal["left", "right", "auto"],
            typer.Option(
                "--agent-channel",
                help=say("双声道录音中坐席在哪一侧（auto 按说的话判断）",
                         "the agent's side on stereo (auto: by what is said)"),
            ),
        ] = "auto",
        lang: Language = lang_given,
    ) -> None:  # fmt: skip
        from qa_scorer.intake import gather
        from qa_scorer.transcript.engine import open_engine

        batch = gather(files)
        _refuse(files, len(batch.recordings) + len(batch.unscored), out)
        opened = open_engine(engine, model, device)
        texts = _Texts(form, out, batch.recordings, lang)
        side = None if agent_channel == "auto" else agent_channel
        failed = [*batch.unscored, *_listened(batch.recordings, opened, side, texts)]
        for said in texts.to_say:
            typer.echo(said, nl=False)
        for call in failed:
            typer.echo(RecordingError(where=call.name, why=call.why, mend=call.mend).read(lang), err=True)
        raise typer.Exit(_exit_code(len(failed), len(batch.recordings) + len(batch.unscored)))


def _refuse(asked: Sequence[Path], found: int, out: Path | None) -> None:
    if not found:
        raise UsageError(
            where=", ".join(str(path) for path in asked),
            why=Text("没有找到录音", "no recordings were found"),
            mend=Text("检查路径", "check the path"),
        )
    if found > 1 and out is None:
        raise UsageError(
            where="--out",
            why=Text(f"有 {found} 个录音，不能都写到屏幕", f"{found} recordings cannot all go to the screen"),
            mend=Text("用 --out 给出文件夹", "give a folder with --out"),
        )


class _Texts:
    """Where the texts go as they come: into `out`, or, for a single one, to the screen. `to_say` is for the screen."""

    def __init__(self, form: "Form", out: Path | None, recordings: Sequence[Recording], lang: Language) -> None:
        self._form, self._out, self.lang = form, out, lang
        self._stems = [_stem(recording.name).lower() for recording in recordings]
        self.to_say: list[str] = []

    def take(self, call: Call) -> None:
        from qa_scorer.transcript.ready.write import written

        turns = [masked(turn) for turn in call.evidence.turns]
        text = written(self._form, call.name, call.evidence, turns, self.lang)
        self.to_say.append(text if self._out is None else self._written(self._out, call.name, text))

    def _written(self, out: Path, name: str, text: str) -> str:
        """The file is named like the recording, with its ending too where two differ in that only."""
        from qa_scorer.scorecards.safe_write import place

        def write(path: Path) -> None:
            path.write_bytes(text.encode())

        stem = name if self._stems.count(_stem(name).lower()) > 1 else _stem(name)
        placed = place(out / f"{stem}.{self._form}", write, keep_older=True)
        if placed.kept is None:
            return f"{placed.path}\n"
        older = Text(f"（原有的是 {placed.kept}）", f" (the older one is {placed.kept})").read(self.lang)
        return f"{placed.path}{older}\n"


def _stem(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(""))


def _listened(
    recordings: Sequence[Recording], engine: "Engine", side: Side | None, texts: _Texts
) -> Iterator[UnscoredCall]:
    """Hands each text on as it is there; the recordings of which there is none come back."""
    from qa_scorer.listening.listen import listen

    with shown_progress(len(recordings), quiet=False, lang=texts.lang) as tell:
        for recording in recordings:
            try:
                call = Call(
                    name=recording.name, data=recording.call, evidence=listen(recording, engine, agent_channel=side)
                )
            except RecordingError as problem:
                failed = UnscoredCall(name=recording.name, data=recording.call, why=problem.why, mend=problem.mend)
                tell.heard(failed, 0.0)
                yield failed
            else:
                texts.take(call)
                tell.heard(call, call.evidence.facts.duration_s)


def masked(turn: Turn) -> Turn:
    """The turn with private numbers hidden, its words still with their times."""
    from qa_scorer.scorecards.masking import mask

    hidden, at, words = mask("".join(word.text for word in turn.words)), 0, []
    for word in turn.words:
        words.append(replace(word, text=hidden[at : at + len(word.text)]))
        at += len(word.text)
    return replace(turn, words=tuple(words))


def _exit_code(failed: int, asked: int) -> int:
    if not failed:
        return EXIT_ALL_SCORED
    return EXIT_SOME_NOT_SCORED if failed < asked else EXIT_NONE_SCORED
