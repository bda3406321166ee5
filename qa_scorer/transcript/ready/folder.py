"""A folder of ready transcripts: the one of a recording is named like it."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from qa_scorer.errors import RecordingError, UsageError, system_reason
from qa_scorer.language import Text
from qa_scorer.model import Recording
from qa_scorer.transcript.ready.lines import ReadyTranscript
from qa_scorer.transcript.ready.read import read_transcript

_ENDINGS = (".json", ".srt", ".vtt")


class ReadyTranscripts:
    """Transcripts in a folder and the folders in it.

    For the recording `day1/a.wav` it is `day1/a.json`, `day1/a.wav.json`, or, where only one has that name, `a.json`
    or `a.wav.json` anywhere; likewise with .srt and .vtt.
    """

    def __init__(self, folder: Path) -> None:
        """Raises UsageError where there is no such folder or no transcript in it."""
        self.folder = folder
        self.terms: tuple[str, ...] = ()
        self.name = f"transcripts {folder.resolve().name}"
        self._files: defaultdict[str, list[Path]] = defaultdict(list)
        for file in _transcripts(folder):
            within = PurePosixPath(file.relative_to(folder).as_posix().lower())
            for name in {str(within.with_suffix("")), within.stem}:
                self._files[name].append(file)
        if not self._files:
            raise UsageError(
                where=str(folder),
                why=Text("里面没有现成文本", "there are no transcripts in it"),
                mend=Text(
                    f"用 --transcripts 给出文件夹，里面的文本与录音同名，扩展名为 {'、'.join(_ENDINGS)}",
                    f"give --transcripts the folder with files named like the recordings, {', '.join(_ENDINGS)}",
                ),
            )

    def of(self, recording: Recording) -> ReadyTranscript:
        """Raises RecordingError where there is none, more than one, or one that cannot be used."""
        file = self.file_of(recording)
        return read_transcript(file, file.relative_to(self.folder).as_posix())

    def file_of(self, recording: Recording) -> Path:
        """Raises RecordingError where there is none or more than one."""
        name = PurePosixPath(recording.name.lower())
        for called in (name, name.with_suffix(""), name.name, name.stem):
            if found := self._files.get(str(called)):
                break
        else:
            raise _missing(recording, self.folder)
        if len(found) > 1:
            raise _several(recording, [file.relative_to(self.folder).as_posix() for file in found])
        return found[0]


def _transcripts(folder: Path) -> Iterator[Path]:
    try:
        files = sorted(folder.rglob("*"))
    except OSError as error:
        raise UsageError(
            where=str(folder),
            why=Text(
                f"读不了这个文件夹（{system_reason(error).zh}）",
                f"the folder cannot be read ({system_reason(error).en})",
            ),
            mend=Text("检查路径和权限", "check the path and the permissions"),
        ) from error
    return (file for file in files if file.suffix.lower() in _ENDINGS and file.is_file())


def _missing(recording: Recording, folder: Path) -> RecordingError:
    stem = PurePosixPath(recording.name).stem
    return RecordingError(
        where=recording.name,
        why=Text(f"文件夹 {folder} 里没有它的现成文本", f"there is no transcript of it in {folder}"),
        mend=Text(
            f"放入 {stem}.json、{stem}.srt 或 {stem}.vtt，或去掉 --transcripts 由本程序识别",
            f"add {stem}.json, {stem}.srt or {stem}.vtt, or leave out --transcripts to have it recognised here",
        ),
    )


def _several(recording: Recording, files: list[str]) -> RecordingError:
    return RecordingError(
        where=recording.name,
        why=Text(f"有不止一个现成文本：{'、'.join(files)}", f"there is more than one transcript: {', '.join(files)}"),
        mend=Text("只留一个", "keep one of them"),
    )
