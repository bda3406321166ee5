"""The store as the rest of the house holds it: one line for each thing it can do; the modules beside it do them."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Self, Unpack

from qa_scorer.errors import UsageError
from qa_scorer.language import Text
from qa_scorer.model import Answer, Baseline, Call, CallData, Evidence, Rubric, Scorecard, SideMeasures, VoiceWords
from qa_scorer.store import calls, choosing, files, heard, history, judged, prepared, refusals, runs, stages
from qa_scorer.store.calls import Sketch, StoredCall
from qa_scorer.store.choosing import Chosen
from qa_scorer.store.files import Look
from qa_scorer.store.history import AgentDay, StoredFinding
from qa_scorer.store.holding import held, sign
from qa_scorer.store.judged import Grounds
from qa_scorer.store.opening import connect, connect_to_read, plain_words, transaction
from qa_scorer.store.refusals import Refusal
from qa_scorer.store.runs import Run, RunFile
from qa_scorer.store.stages import WordsKey


class Store:
    """`qa_scorer.store` says how to use it."""

    def __init__(self, db: sqlite3.Connection, path: Path | None) -> None:
        self.db, self.path = db, path

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Self]:
        """To read. Raises UsageError where there is no store, MachineError where it cannot be read."""
        if not path.is_file():
            raise _no_store(path)
        with plain_words(path):
            db = connect_to_read(path)
            try:
                yield cls(db, path)
            finally:
                db.close()

    @classmethod
    @contextmanager
    def open_to_write(cls, path: Path, command: str) -> Iterator[Self]:
        """To write; makes it where it is not there. Raises MachineError where another holds it or it cannot be
        written."""
        with held(path), plain_words(path):
            db = connect(path)
            try:
                sign(db, command)
                with runs.stop_noted(db, path):
                    yield cls(db, path)
                db.execute("DELETE FROM holder")
            finally:
                db.close()

    @classmethod
    def open_beside(cls, path: Path) -> Self:
        """To write as well, for a process that helps the one that holds it."""
        return cls(connect(path), path)

    @classmethod
    def in_memory(cls) -> Self:
        return cls(connect(None), None)

    def together(self) -> AbstractContextManager[None]:
        """All that is written inside is kept, or none of it."""
        return transaction(self.db)

    # --- what was heard

    def audio_sha256(self, path: Path, look: Look, *, rehash: bool = False) -> str:
        return files.audio_sha256(self.db, path, look, rehash=rehash)

    def remember_file(self, path: Path, look: Look, sha256: str) -> None:
        files.remember(self.db, path, look, sha256)

    def evidence_number(self, audio_sha256: str, settings_sha256: str) -> int | None:
        return heard.find_evidence(self.db, audio_sha256, settings_sha256)

    def keep_evidence(self, evidence: Evidence, settings_sha256: str) -> int:
        return heard.add_evidence(self.db, evidence, settings_sha256)

    def words(self, key: WordsKey) -> tuple[VoiceWords, ...]:
        return stages.find_words(self.db, key)

    def keep_words(self, key: WordsKey, words: Sequence[VoiceWords]) -> None:
        stages.add_words(self.db, key, words)

    def refusal(self, audio_sha256: str, settings_sha256: str) -> Refusal | None:
        return refusals.find_refusal(self.db, audio_sha256, settings_sha256)

    def keep_refusal(self, audio_sha256: str, settings_sha256: str, refusal: Refusal) -> None:
        refusals.add_refusal(self.db, audio_sha256, settings_sha256, refusal)

    def prepared_text(self, call: int, code_sha256: str) -> bytes | None:
        return prepared.find_prepared(self.db, call, code_sha256)

    def keep_prepared_text(self, call: int, code_sha256: str, body: bytes) -> None:
        prepared.add_prepared(self.db, call, code_sha256, body)

    def keep_call(self, name: str, path: Path, data: CallData, evidence_number: int) -> int:
        return heard.add_call(self.db, name, path, data, evidence_number)

    def call_numbers(self, **chosen: Unpack[Chosen]) -> tuple[int, ...]:
        return choosing.call_numbers(self.db, **chosen)

    def stored_calls(
        self, numbers: Sequence[int], damaged: dict[int, Exception] | None = None
    ) -> Iterator[StoredCall]:  # fmt: skip
        return calls.stored_calls(self.db, numbers, damaged)

    def sketches(self, numbers: Sequence[int]) -> list[Sketch]:
        return calls.sketches(self.db, numbers)

    def by_agent(self, numbers: Sequence[int]) -> dict[str, tuple[int, ...]]:
        return calls.by_agent(self.db, numbers)

    def names_of(self, numbers: Iterable[int]) -> list[tuple[int, str, CallData]]:
        return calls.names_of(self.db, numbers)

    def paths_of(self, numbers: Sequence[int]) -> dict[tuple[str, str], Path]:
        return calls.paths_of(self.db, numbers)

    def of_one_sound(self, numbers: Sequence[int]) -> list[list[str]]:
        return calls.of_one_sound(self.db, numbers)

    def recognisers(self, numbers: Sequence[int]) -> list[str]:
        return calls.recognisers(self.db, numbers)

    def terms_of(self, numbers: Sequence[int]) -> dict[str, str]:
        return calls.terms_of(self.db, numbers)

    def distrust(self, call: int) -> None:
        heard.distrust(self.db, call)

    def calls(self, **chosen: Unpack[Chosen]) -> Iterator[Call]:
        return (stored.call for stored in self.stored_calls(self.call_numbers(**chosen)))

    def agent_voices(self, numbers: Sequence[int]) -> Iterator[tuple[str, SideMeasures]]:
        return calls.agent_voices(self.db, numbers)

    # --- what was judged

    def grounds(self, rubric: Rubric, numbers: Sequence[int]) -> Iterator[Grounds]:
        return judged.grounds(self.db, rubric, numbers)

    def start_afresh(self, call: int, basis_sha256: str, baseline: Baseline | None) -> None:
        judged.start_afresh(self.db, call, basis_sha256, baseline)

    def keep_rubric(self, rubric: Rubric) -> dict[str, int]:
        return judged.keep_rubric(self.db, rubric)

    def kept_rules(self) -> dict[str, int]:
        return judged.kept_rules(self.db)

    def answers(self, call: int, numbers: Mapping[str, int]) -> dict[str, Answer]:
        return judged.answers(self.db, call, numbers)

    def keep_answers(self, call: int, answers: Iterable[tuple[str, Answer]], numbers: Mapping[str, int]) -> None:
        judged.keep_answers(self.db, call, answers, numbers)

    def keep_scorecard(self, call: int, scorecard: Scorecard) -> None:
        judged.keep_scorecard(self.db, call, scorecard)

    # --- history

    def agent_days(self, since: date = date.min, until: date = date.max) -> Iterator[AgentDay]:
        return history.agent_days(self.db, since, until)

    def caller_times(self, since: datetime, until: datetime) -> dict[str, tuple[datetime, ...]]:
        return history.caller_times(self.db, since, until)

    def findings_of(
        self, rule: str, outcome: str, since: date = date.min, until: date = date.max
    ) -> Iterator[StoredFinding]:
        return history.findings_of(self.db, rule, outcome, since, until)

    # --- runs

    def begin_run(
        self, command: str, *, rubric_sha256: str, recogniser: str, out: Path, settings: Mapping[str, object],
        names: Iterable[str],
    ) -> int:  # fmt: skip
        return runs.begin_run(
            self.db, command, rubric_sha256=rubric_sha256, recogniser=recogniser, out=out, settings=settings,
            names=names,
        )  # fmt: skip

    def note_files(self, run: int, files: Iterable[RunFile]) -> None:
        runs.note_files(self.db, run, files)

    def end_run(self, run: int, outcome: str) -> None:
        runs.end_run(self.db, run, outcome)

    def runs(self, *, limit: int = 20) -> list[Run]:
        return runs.runs(self.db, limit=limit)

    def files_of(self, run: int) -> Iterable[RunFile]:
        return runs.files_of(self.db, run)


def default_store(out: Path) -> Path:
    """Where the store lies unless it is said: above the folder of the scorecards, so that nights share it."""
    return out.absolute().parent / "qa.db"


def _no_store(path: Path) -> UsageError:
    return UsageError(
        where=str(path),
        why=Text("没有这个数据库", "there is no such store"),
        mend=Text(
            "检查 --store；数据库由 qa-scorer run 建立，默认在 --out 的上一级文件夹里，名为 qa.db",
            "check --store; qa-scorer run makes it, by default as qa.db in the folder above --out",
        ),
    )
