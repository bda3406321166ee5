"""The store: what was heard and what came of it, in one SQLite file that outlives every run.

    with Store.open(path) as store:                  # to read: any number at a time, also while a run writes
    with Store.open_to_write(path, "run") as store:  # to write: one at a time; a second is told who holds it
    store = Store.in_memory()                        # for a night that nobody keeps

Every fault of the file leaves the `with` block as a MachineError in plain words. Inside `store.together()` all is
written or nothing; without it each step is on the disk when it returns (WAL, synchronous=FULL).

What was heard
    store.calls(...)               -> Iterator[Call], a fixed order (start, agent, file); memory stays flat
    store.call_numbers(...)        -> tuple[int, ...], the same calls by their number here
    store.stored_calls(numbers)    -> Iterator[StoredCall] (id, call)
    store.sketches(numbers)        -> [Sketch] (id, name, data, duration_s): what was heard is not unpacked
        `...`: agent_ids, since, until (dates, inclusive), names, run; nothing given: all
    store.evidence_number(audio_sha256, settings_sha256), store.keep_evidence(evidence, settings_sha256)
    store.words(key), store.keep_words(key, words)   # what was recognised, whatever the call's data: WordsKey
    store.keep_call(name, path, data, evidence_number) -> its number
    store.prepared_text(call_number, code_sha256), store.keep_prepared_text(...): the words made ready for the rules
    `Call.baseline` is the agent's usual voice as the call was last scored against it.

What was judged
    numbers = store.kept_rules()                     # to read; once is enough. To write: store.keep_rubric(rubric)
    store.answers(call_number, numbers)  -> {Rule.sha256: Answer}: hand it to `find_out(rubric, call, known)`
    store.keep_answers(call_number, [(rule.sha256, answer)], numbers), store.keep_scorecard(call_number, scorecard)
    qa_scorer.judge.judge(store, rubric, numbers) does all that for many calls, in several processes.

History: each call counts by the rubric it was last scored with
    store.agent_days(since, until)       -> Iterator[AgentDay]: calls, mean score, verdicts by agent and day
    store.caller_times(since, until)     -> when each customer called, by number
    store.findings_of(rule, outcome, since, until)   -> Iterator[StoredFinding], such as all promises made

Runs
    store.runs(limit=20) -> [Run], the latest first; store.files_of(run.id) -> RunFile of each recording

A further table is a further entry of `schema.MIGRATIONS`, with its line in tests/store/test_migrations.py; where it
belongs to a call, let it `REFERENCES calls (id) ON DELETE CASCADE`, so that a deleted call takes it along. `store.db`
is the connection, for SQL of one's own.
"""

from qa_scorer.store.calls import DamagedError, Sketch, StoredCall
from qa_scorer.store.files import Look
from qa_scorer.store.history import AgentDay, StoredFinding
from qa_scorer.store.refusals import Refusal
from qa_scorer.store.runs import Run, RunFile
from qa_scorer.store.stages import WordsKey
from qa_scorer.store.store import Store, default_store

__all__ = [
    "AgentDay", "DamagedError", "Look", "Refusal", "Run", "RunFile", "Sketch", "Store", "StoredCall", "StoredFinding",
    "WordsKey", "default_store",
]  # fmt: skip
