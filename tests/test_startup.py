"""The light commands stay light: CI must not wait for a speech library to check a rubric."""

import pytest

from tests.bench.startup import COMMANDS, HEAVY, modules_imported


@pytest.mark.parametrize("command", COMMANDS)
def test_no_heavy_library_is_imported(command: str) -> None:
    imported = modules_imported(command)
    assert "qa_scorer" in imported
    assert imported & set(HEAVY) == set()
