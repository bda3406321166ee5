"""The tables, step by step: each entry of `MIGRATIONS` leads from one version of the store to the next.

A released entry is never changed; a new table or column is a new entry. The remarks inside the SQL stay in the file
itself (`sqlite3 qa.db .schema`). Times are local, ISO 8601; `_sha256` are lower-case hex.
"""

from typing import Final

_FIRST: Final = """
CREATE TABLE files ( -- what a path held when last looked at: unchanged size and time are not hashed again
    path TEXT PRIMARY KEY,
    size_bytes INTEGER NOT NULL,
    changed_ns INTEGER NOT NULL, -- time of the last change, nanoseconds since 1970
    audio_sha256 TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE evidence ( -- all that was heard of one sound, with one set of settings
    id INTEGER PRIMARY KEY,
    audio_sha256 TEXT NOT NULL,
    settings_sha256 TEXT NOT NULL, -- of everything that bears on what is heard: model, channels, version of the code
    recogniser TEXT NOT NULL, -- engine, model and arithmetic
    heard_at TEXT NOT NULL,
    duration_s REAL NOT NULL,
    agent_level_dbfs REAL, -- how the agent sounded: what the own usual voice is worked out from
    agent_level_range_db REAL,
    agent_pitch_median_hz REAL,
    agent_pitch_range_semitones REAL,
    agent_habit_words_per_100 REAL, -- what the usual wording of all agents is worked out from
    body BLOB NOT NULL, -- zlib-compressed JSON of qa_scorer.model.Evidence
    body_sha256 TEXT NOT NULL,
    UNIQUE (audio_sha256, settings_sha256)
);

CREATE TABLE stages ( -- what one stage of listening gave, so that another setting repeats only what it touches
    audio_sha256 TEXT NOT NULL,
    stage TEXT NOT NULL, -- hearing, words
    settings_sha256 TEXT NOT NULL,
    body BLOB NOT NULL, -- zlib-compressed JSON
    PRIMARY KEY (audio_sha256, stage, settings_sha256)
) WITHOUT ROWID;

CREATE TABLE refusals ( -- sound in which nothing can be heard: it is not tried again every night
    audio_sha256 TEXT NOT NULL,
    settings_sha256 TEXT NOT NULL,
    why_zh TEXT NOT NULL, why_en TEXT NOT NULL,
    mend_zh TEXT NOT NULL, mend_en TEXT NOT NULL,
    PRIMARY KEY (audio_sha256, settings_sha256)
) WITHOUT ROWID;

CREATE TABLE calls ( -- a recording by its name, and what the call table says of it
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL, -- path below the folder it was found in
    path TEXT NOT NULL, -- where it lay when it was heard
    audio_sha256 TEXT NOT NULL,
    evidence INTEGER NOT NULL REFERENCES evidence (id),
    data TEXT NOT NULL, -- JSON of qa_scorer.model.CallData; the columns below read from it
    call_id TEXT AS (json_extract(data, '$.call_id')),
    agent_id TEXT AS (json_extract(data, '$.agent_id')),
    agent_name TEXT AS (json_extract(data, '$.agent_name')),
    team TEXT AS (json_extract(data, '$.team')),
    started_at TEXT AS (json_extract(data, '$.started_at')),
    day TEXT AS (substr(json_extract(data, '$.started_at'), 1, 10)), -- as its clock says, whatever the zone
    customer_number TEXT AS (json_extract(data, '$.customer_number')),
    first_seen_at TEXT NOT NULL,
    baseline TEXT, -- JSON of qa_scorer.model.Baseline it was last scored against
    basis_sha256 TEXT, -- of all that its findings rest on; where it differs they are asked again
    UNIQUE (audio_sha256, name)
);
CREATE INDEX calls_by_agent ON calls (agent_id, day);
CREATE INDEX calls_by_customer ON calls (customer_number, started_at);
CREATE INDEX calls_by_evidence ON calls (evidence);

CREATE TABLE rules ( -- every rule ever asked; equal ones in two rubrics share their findings
    id INTEGER PRIMARY KEY,
    rule_sha256 TEXT NOT NULL UNIQUE,
    rule TEXT NOT NULL, -- its id in the rubric, as in opening.greeting
    title_zh TEXT NOT NULL, title_en TEXT NOT NULL
);
CREATE TABLE rubrics (
    rubric_sha256 TEXT PRIMARY KEY,
    rubric TEXT NOT NULL, version TEXT NOT NULL,
    title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
    pass_mark REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE reasons (id INTEGER PRIMARY KEY, zh TEXT NOT NULL, en TEXT NOT NULL, UNIQUE (zh, en));

CREATE TABLE findings ( -- the answer to one rule on one call; read the view answers
    call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
    rule INTEGER NOT NULL REFERENCES rules (id),
    outcome TEXT NOT NULL, -- met, missed, not_applicable, undetermined
    reason INTEGER NOT NULL REFERENCES reasons (id),
    quote TEXT, start_s REAL, end_s REAL,
    confidence REAL NOT NULL,
    rest TEXT, -- JSON of what else the answer holds; NULL: nothing
    PRIMARY KEY (call, rule)
) WITHOUT ROWID;
CREATE INDEX findings_by_rule ON findings (rule, outcome);
CREATE VIEW answers AS
    SELECT calls.name AS file, calls.call_id, agent_id, team, started_at, day, rules.rule, outcome,
           reasons.zh AS reason_zh, reasons.en AS reason_en, quote, start_s, end_s, confidence, findings.call AS call
    FROM findings JOIN calls ON calls.id = findings.call JOIN rules ON rules.id = findings.rule
    JOIN reasons ON reasons.id = findings.reason;

CREATE TABLE scorecards ( -- the result of a call by one rubric
    call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
    rubric_sha256 TEXT NOT NULL REFERENCES rubrics (rubric_sha256),
    scored_at TEXT NOT NULL,
    score REAL, low REAL NOT NULL, high REAL NOT NULL,
    coverage_ratio REAL NOT NULL,
    verdict TEXT NOT NULL, -- pass, fail, needs_person
    fatal TEXT NOT NULL, -- ids of the fatal rules that were missed, by commas
    PRIMARY KEY (call, rubric_sha256)
) WITHOUT ROWID;
CREATE VIEW latest_scorecards AS -- of each call the one by the rubric it was last scored with
    SELECT scorecards.*, max(scored_at) FROM scorecards GROUP BY call;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    command TEXT NOT NULL, -- run, rescore
    started_at TEXT NOT NULL,
    finished_at TEXT, -- NULL: it runs, or it was killed
    outcome TEXT, -- done, interrupted, or the reason it stopped
    host TEXT NOT NULL, pid INTEGER NOT NULL,
    rubric_sha256 TEXT, recogniser TEXT,
    out TEXT NOT NULL, -- the folder the scorecards went to
    settings TEXT NOT NULL -- JSON
);
CREATE TABLE run_files ( -- what became of every recording of a run
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    outcome TEXT NOT NULL, -- waiting, stored (heard before), heard, not_scored
    call INTEGER REFERENCES calls (id) ON DELETE SET NULL,
    why_zh TEXT, why_en TEXT, mend_zh TEXT, mend_en TEXT,
    PRIMARY KEY (run, name)
) WITHOUT ROWID;
CREATE INDEX run_files_by_call ON run_files (call);

CREATE TABLE deletions ( -- that a person's data was deleted, and when; never what it was
    id INTEGER PRIMARY KEY,
    deleted_at TEXT NOT NULL,
    why TEXT NOT NULL, -- forget_call, forget_customer, prune
    what TEXT NOT NULL, -- the call's number, the customer's masked, or the age
    calls INTEGER NOT NULL,
    host TEXT NOT NULL, user TEXT NOT NULL
);

CREATE TABLE holder (pid INTEGER NOT NULL, host TEXT NOT NULL, since TEXT NOT NULL, command TEXT NOT NULL);
"""

_REVIEWS: Final = """
CREATE TABLE reviews ( -- what a reviewer said of a finding; a reviewer's latest word counts, the earlier ones stay
    id INTEGER PRIMARY KEY,
    call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
    rule TEXT NOT NULL, -- its id in the rubric
    rule_sha256 TEXT NOT NULL,
    machine_outcome TEXT NOT NULL, -- what the reviewer looked at
    opinion TEXT NOT NULL, -- agree, disagree, cannot_tell
    right_outcome TEXT, -- where they disagree
    reason TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    reviewed_on TEXT,
    final INTEGER NOT NULL, -- 1: decides, whatever others say
    imported_at TEXT NOT NULL,
    workbook TEXT NOT NULL
);
CREATE INDEX reviews_by_call ON reviews (call, rule_sha256);
CREATE TABLE appeals ( -- an agent's objection to a finding; the latest row of a finding is how it stands
    id INTEGER PRIMARY KEY,
    call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
    rule TEXT NOT NULL,
    rule_sha256 TEXT NOT NULL,
    state TEXT NOT NULL, -- filed, in_review, upheld, rejected
    reason TEXT NOT NULL,
    deadline TEXT,
    answer TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    workbook TEXT NOT NULL
);
CREATE INDEX appeals_by_call ON appeals (call, rule_sha256);
CREATE TABLE reviewed_scorecards ( -- a call's result with people's verdicts in it; the machine's own: scorecards
    call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
    rubric_sha256 TEXT NOT NULL REFERENCES rubrics (rubric_sha256),
    reviewed_at TEXT NOT NULL,
    score REAL, low REAL NOT NULL, high REAL NOT NULL,
    verdict TEXT NOT NULL,
    PRIMARY KEY (call, rubric_sha256)
) WITHOUT ROWID;
CREATE TABLE samples ( -- calls drawn to be listened to, so that anybody can draw them again
    id INTEGER PRIMARY KEY,
    drawn_at TEXT NOT NULL,
    method TEXT NOT NULL, -- random, risk, rule
    seed INTEGER NOT NULL,
    per_agent INTEGER NOT NULL,
    population INTEGER NOT NULL, -- how many calls it was drawn from
    population_sha256 TEXT NOT NULL, -- of their sounds and names, in order
    host TEXT NOT NULL, user TEXT NOT NULL
);
CREATE TABLE sampled_calls (
    sample INTEGER NOT NULL REFERENCES samples (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    call INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
    PRIMARY KEY (sample, place)
) WITHOUT ROWID;
"""

_PREPARED: Final = """
CREATE TABLE prepared ( -- the words of what was heard as rules read them, so that they are made ready only once
    evidence INTEGER PRIMARY KEY REFERENCES evidence (id) ON DELETE CASCADE,
    body_sha256 TEXT NOT NULL, -- of the evidence it was made of: of another one it is made anew
    code_sha256 TEXT NOT NULL, -- of the code that made it: with another one it is made anew
    body BLOB NOT NULL -- zlib-compressed JSON: text, places and syllables of each turn with words
);
"""

# Nothing was ever written to the table of that name in `_FIRST`.
_STAGES: Final = """
DROP TABLE stages;
CREATE TABLE stages ( -- what a costly stage of listening gave: it is not repeated where only others have to be
    id INTEGER PRIMARY KEY,
    audio_sha256 TEXT NOT NULL,
    stage TEXT NOT NULL, -- words: what was recognised of each voice
    stage_version INTEGER NOT NULL, -- of the code
    settings_sha256 TEXT NOT NULL, -- of what bears on this stage: the recogniser
    body BLOB NOT NULL, -- zlib-compressed JSON; of words: a list of qa_scorer.model.VoiceWords
    body_sha256 TEXT NOT NULL,
    UNIQUE (audio_sha256, stage, stage_version, settings_sha256)
);
"""

_TERMS: Final = """
CREATE TABLE terms ( -- a site's own words it was heard with: no rule may look for one of them in it
    evidence INTEGER NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
    term TEXT NOT NULL,
    PRIMARY KEY (evidence, term)
) WITHOUT ROWID;
"""

MIGRATIONS: Final[tuple[str, ...]] = (_FIRST, _REVIEWS, _PREPARED, _STAGES, _TERMS)
APPLICATION_ID: Final = 0x51615363  # "QaSc": tells our store from any other SQLite file
