"""`--metrics FILE`: the night for Prometheus, in its text format (node_exporter's textfile collector reads such files).

All are gauges of the latest run; an alert on `qa_scorer_run_finished_timestamp_seconds` that stands still for more
than a day tells of a night that never was.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from qa_scorer import __version__
from qa_scorer.errors import MachineError, system_reason
from qa_scorer.language import Text
from qa_scorer.model import Night, Verdict

if TYPE_CHECKING:
    from qa_scorer.figures.standings import Standings


def write_metrics(path: Path, night: Night, standings: "Standings", exit_code: int) -> None:
    """Raises MachineError where it cannot be written."""
    from prometheus_client import CollectorRegistry, Gauge, write_to_textfile

    registry = CollectorRegistry()

    def gauge(name: str, words: str, value: float) -> None:
        Gauge(f"qa_scorer_run_{name}", words, registry=registry).set(value)

    gauge("started_timestamp_seconds", "When the run started.", night.started_at.timestamp())
    gauge("finished_timestamp_seconds", "When the run finished.", night.finished_at.timestamp())
    gauge("exit_code", "0 all scored, 3 some not, 4 none, 130 interrupted.", exit_code)
    gauge("interrupted", "1 where somebody stopped it.", night.interrupted)
    gauge("sound_seconds", "Sound in the scored recordings.", sum(agent.figures.heard_s for agent in standings.agents))
    gauge("agents", "Agents with a scored call.", sum(bool(agent.figures.calls) for agent in standings.agents))
    recordings = Gauge("qa_scorer_run_recordings", "Recordings by outcome.", ["outcome"], registry=registry)
    recordings.labels("scored").set(len(night.scored))
    recordings.labels("not_scored").set(len(night.unscored))
    calls = Gauge("qa_scorer_run_calls", "Scored calls by verdict.", ["verdict"], registry=registry)
    for verdict in Verdict:
        calls.labels(verdict.value).set(sum(agent.figures.count(verdict) for agent in standings.agents))
    about = Gauge("qa_scorer_run_info", "With what it was run.", ["version", "engine", "rubric"], registry=registry)
    about.labels(__version__, night.engine, f"{night.rubric.id} {night.rubric.version}").set(1)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_to_textfile(str(path), registry)
    except OSError as problem:
        raise MachineError(
            where=str(path),
            why=Text(
                f"指标文件写不进去（{system_reason(problem).zh}）",
                f"the metrics cannot be written ({system_reason(problem).en})",
            ),
            mend=Text("检查文件夹和权限，或换一个 --metrics", "check the folder, or give another --metrics"),
        ) from problem
