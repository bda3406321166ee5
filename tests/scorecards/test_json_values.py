"""scorecards.json is laid out for people too, and any JSON reader gets the same out of it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_scorer.scorecards.json_values import json_text, numbers

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(ANY_JSON)
def test_what_is_written_reads_back_the_same(value: object) -> None:
    assert json.loads(json_text(value)) == value


def test_what_holds_nothing_further_stands_on_one_line() -> None:
    assert json_text({"a": [1, None], "b": [{"c": 1, "d": "话"}, []], "e": {}}) == (
        '{\n "a": [1, null],\n "b": [\n  {"c": 1, "d": "话"},\n  []\n ],\n "e": {}\n}'
    )


def test_a_figure_that_is_not_finite_is_never_written() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        json_text({"a": [float("nan")]})


def test_many_figures_are_rounded_to_what_is_asked_and_whole_ones_are_integers() -> None:
    assert numbers([1.26, None, float("inf")], 1) == [1.3, None, None]
    assert [repr(value) for value in numbers([219.6, None], 0)] == ["220", "None"]
