"""The small night, written once in each language."""

from pathlib import Path

import pytest

from qa_scorer.language import Language
from qa_scorer.scorecards import Written, write_night
from tests.nights import small_night

Both = dict[Language, Written]


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    def write(lang: Language) -> Written:
        return write_night(small_night(), tmp_path_factory.mktemp(lang), lang)

    return {"zh": write("zh"), "en": write("en")}


@pytest.fixture(scope="session")
def zhang(both: Both) -> dict[Language, Path]:
    """The workbook of agent 1206."""
    return {lang: written.agent_workbooks[0] for lang, written in both.items()}
