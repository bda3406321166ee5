"""Agents' file names are legal on every system, and no two agents share one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_scorer.scorecards.file_names import agent_file_names

RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def name_of(agent_id: str) -> str:
    return agent_file_names([agent_id])[agent_id]


@pytest.mark.parametrize("agent_id", ["1206", "A-17", "张丽", "o'neill", "a b", "1206.2"])
def test_a_harmless_id_is_its_own_file_name(agent_id: str) -> None:
    assert name_of(agent_id) == agent_id


@pytest.mark.parametrize(
    "agent_id",
    ["a/b", "..", "../x", "a\\b", "a:b", 'a*?"<>|b', "a.", "a ", " a", "CON", "nul", "com1", "LPT9.txt", "x" * 60,
     "", "\t", "a\x00b", "\udcb9", "~$1206"],
)  # fmt: skip
def test_an_unsafe_id_is_changed_and_marked(agent_id: str) -> None:
    assert name_of(agent_id) != agent_id
    assert "~" in name_of(agent_id)


def test_an_unsafe_id_keeps_its_name_whoever_else_is_there() -> None:
    assert agent_file_names(["a/b", "a\\b", "1206"])["a/b"] == name_of("a/b")


@pytest.mark.parametrize("alike", [["Wang", "WANG", "wang"], ["a/b", "a\\b", "a:b"], ["é", "e\u0301"], ["", "."]])
def test_ids_that_look_alike_to_a_file_system_get_names_of_their_own(alike: list[str]) -> None:
    names = agent_file_names(alike)
    assert len({name.casefold() for name in names.values()}) == len(alike)


@given(st.lists(st.text(), max_size=6))
def test_any_ids_give_legal_and_distinct_names(ids: list[str]) -> None:
    names = agent_file_names(ids)
    assert set(names) == set(ids)
    assert len({name.casefold() for name in names.values()}) == len(names)
    for name in names.values():
        assert name and len(f"{name}.2026-11-19_083012-2.xlsx".encode()) <= 255
        assert name == name.strip(" .") and not set(name) & set('<>:"/\\|?*')
        assert name.split(".")[0].casefold() not in RESERVED
        assert all(ord(char) >= 32 for char in name)
