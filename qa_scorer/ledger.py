"""A night's ledger: every recording of a batch and what became of it, each entry on the disk when it is made.

What the store holds already is not heard again; of several files with one sound the first is heard for all.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qa_scorer.language import Text
from qa_scorer.listening.settings import VERSIONS, HeardWith
from qa_scorer.model import Call, Recording, UnscoredCall
from qa_scorer.store import Look, Refusal, RunFile, Store, WordsKey
from qa_scorer.store.files import look_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """How far what is stored is relied on, and what the file system says.

    again     nothing is: all is heard once more
    rehash    a file that looks unchanged is read to see whether it is
    settle_s  a file that changed less than this before it was heard may still be written to: it is looked at again
    """

    again: bool = False
    rehash: bool = False
    settle_s: float = 0.0


ALL_TRUST = Trust()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sought:
    """A recording, the settings to hear it with, and its file as it was when the run began (None: out of reach)."""

    recording: Recording
    settings_sha256: str
    look: Look | None
    audio_sha256: str | None

    @property
    def key(self) -> tuple[str, str]:
        return self.audio_sha256 or f"file {self.recording.name}", self.settings_sha256


class Ledger:
    """`numbers` are those of the calls in the store; `unscored` what could not be heard."""

    def __init__(self, store: Store, run: int, heard_with: HeardWith, trust: Trust) -> None:
        self._store, self._run, self._with, self._trust = store, run, heard_with, trust
        self._waiting: dict[str, _Sought] = {}
        self.numbers: list[int] = []
        self.unscored: list[UnscoredCall] = []

    def begin(self, recordings: Sequence[Recording]) -> None:
        """Enter what is stored already; the rest waits."""
        for recording in recordings:
            sought = self._seek(recording)
            self._waiting[recording.name] = sought
        if not self._trust.again:
            self._enter_what_is_known()

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def rounds(self) -> Iterator[list[Recording]]:
        """What to hear, one recording of each sound at a time, until nothing waits."""
        handed_out: set[str] = set()
        while self._waiting:
            first = {sought.key: sought.recording for sought in reversed(self._waiting.values())}
            if lost := handed_out.intersection(recording.name for recording in first.values()):
                raise RuntimeError(f"handed out and never brought back: {', '.join(sorted(lost))}")
            handed_out.update(recording.name for recording in first.values())
            yield list(reversed(first.values()))
            self._enter_what_is_known()

    def recall(self, recording: Recording) -> Recording:
        """A recording of those that wait with what was recognised in its sound before, whatever has to be heard anew
        now."""
        sought = self._waiting[recording.name]
        if self._trust.again or sought.audio_sha256 is None:
            return recording
        return replace(recording, recognised=self._store.words(self._words_key(sought.audio_sha256)))

    def enter(self, result: Call | UnscoredCall) -> UnscoredCall | None:
        """Keep what was heard of a recording, or why nothing was. What cannot be relied on is left for the next run:
        that is returned."""
        sought = self._waiting.pop(result.name)
        left = self._not_to_be_relied_on(sought) if isinstance(result, Call) or result.final else None
        unscored = left or (result if isinstance(result, UnscoredCall) else None)
        with self._store.together():
            if unscored:
                self._refuse(sought, unscored)
            elif isinstance(result, Call):
                self._keep(sought, result)
        return left

    def _seek(self, recording: Recording) -> _Sought:
        look = sha256 = None
        try:
            look = look_at(recording.path)
            sha256 = self._store.audio_sha256(recording.path, look, rehash=self._trust.rehash)
        except OSError:
            pass  # whoever hears it will say what is wrong
        return _Sought(
            recording=recording, settings_sha256=self._with.sha256(recording), look=look, audio_sha256=sha256
        )  # fmt: skip

    def _enter_what_is_known(self) -> None:
        with self._store.together():
            for sought in list(self._waiting.values()):
                if sought.audio_sha256 is None:
                    continue
                if evidence := self._store.evidence_number(*sought.key):
                    self._enter_call(sought, evidence, "stored")
                elif refusal := self._store.refusal(*sought.key):
                    self._refuse(sought, _unscored(sought.recording, refusal, final=True))
                else:
                    continue
                self._remember(sought, sought.audio_sha256)
                del self._waiting[sought.recording.name]

    def _keep(self, sought: _Sought, call: Call) -> None:
        evidence = self._store.keep_evidence(call.evidence, sought.settings_sha256)
        if call.evidence.recognised:
            self._store.keep_words(self._words_key(call.sha256), call.evidence.recognised)
        self._enter_call(sought, evidence, "heard")
        self._remember(sought, call.sha256)

    def _words_key(self, audio_sha256: str) -> WordsKey:
        return WordsKey(
            audio_sha256=audio_sha256, version=VERSIONS["words"], settings_sha256=self._with.recogniser_sha256
        )

    def _enter_call(self, sought: _Sought, evidence: int, outcome: Literal["stored", "heard"]) -> None:
        recording = sought.recording
        number = self._store.keep_call(recording.name, recording.path, recording.call, evidence)
        self._store.note_files(self._run, [RunFile(name=recording.name, outcome=outcome, call=number)])
        self.numbers.append(number)

    def _refuse(self, sought: _Sought, unscored: UnscoredCall) -> None:
        refusal = Refusal(why=unscored.why, mend=unscored.mend)
        if unscored.final and sought.audio_sha256:
            self._store.keep_refusal(sought.audio_sha256, sought.settings_sha256, refusal)
        self._store.note_files(self._run, [RunFile(name=unscored.name, outcome="not_scored", refusal=refusal)])
        self.unscored.append(unscored)

    def _remember(self, sought: _Sought, sha256: str) -> None:
        if sought.look:
            self._store.remember_file(sought.recording.path, sought.look, sha256)

    def _not_to_be_relied_on(self, sought: _Sought) -> UnscoredCall | None:
        """Why what was heard may not be all there is. A file that is gone by now was read whole before."""
        if sought.look is None:
            return None
        if (settled_in_s := sought.look.changed_ns / 1e9 + self._trust.settle_s - time.time()) > 0:
            time.sleep(min(settled_in_s, self._trust.settle_s))
        try:
            changed = look_at(sought.recording.path) != sought.look
        except OSError:
            return None
        return _unscored(sought.recording, _CHANGED) if changed else None


def _unscored(recording: Recording, refusal: Refusal, *, final: bool = False) -> UnscoredCall:
    return UnscoredCall(
        name=recording.name, data=recording.call, why=refusal.why, mend=refusal.mend, final=final
    )  # fmt: skip


_CHANGED = Refusal(
    why=Text("运行期间文件还在变化（录音尚未写完，或被替换）", "the file changed while it was heard: still being "
             "written, or replaced"),
    mend=Text("写完以后再运行一次，只会听没听过的", "run again when it is complete: only what was not heard is heard"),
)  # fmt: skip
