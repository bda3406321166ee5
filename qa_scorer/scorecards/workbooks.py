"""All workbooks of a night: one for each agent, written by several processes where there are many, and the team's."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.language import Language
from qa_scorer.model import Night
from qa_scorer.scorecards.agent_workbook import agent_book, write_agent_workbook
from qa_scorer.scorecards.file_names import agent_file_names
from qa_scorer.scorecards.safe_write import Placed, place
from qa_scorer.scorecards.team_workbook import write_team_workbook

_WORTH_A_PROCESS = 2_000  # calls: starting one costs as much as writing some hundred calls
_MOST_PROCESSES = 4  # each holds one agent's workbook in memory, and the disk is one

Work = Callable[[], Placed]


def write_workbooks(
    night: Night, figures: NightFigures, out: Path, lang: Language, *, with_pages: bool
) -> tuple[Placed, ...]:
    """Write out/agents/<agent>.xlsx by agent id, then out/team.xlsx. `night` and `figures` are masked already.

    Raises MachineError, naming the file, where one cannot be written.
    """
    agents = sorted(figures.agents, key=lambda agent: agent.agent_id)
    names = agent_file_names(agent.agent_id for agent in agents)
    works: list[Work] = [
        partial(
            place,
            out / "agents" / f"{names[agent.agent_id]}.xlsx",
            partial(write_agent_workbook, agent_book(night, figures, agent, lang, with_pages)),
            keep_older=True,
        )
        for agent in agents
    ]
    team = partial(write_team_workbook, night, figures, lang, with_pages)
    processes = min(len(night.scored) // _WORTH_A_PROCESS, _MOST_PROCESSES, os.cpu_count() or 1)
    written = _in_processes(works, processes) if processes > 1 else (work() for work in works)
    return (*written, place(out / "team.xlsx", team, keep_older=True))


def _in_processes(works: Sequence[Work], processes: int) -> Iterator[Placed]:
    """In the order of `works`. Where a process is lost, killed for memory say, the rest is written here."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        futures = [pool.submit(work) for work in works]
        try:
            for work, future in zip(works, futures, strict=True):
                yield _written(work, future)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _written(work: Work, future: Future[Placed]) -> Placed:
    try:
        return future.result()
    except BrokenProcessPool:
        return work()
