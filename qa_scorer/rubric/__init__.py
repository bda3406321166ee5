"""YAML -> Rubric: reading a rubric file, and refusing a bad one with file, line and advice."""

from qa_scorer.rubric.load import load_rubric
from qa_scorer.rubric.shipped import shipped_rubric

__all__ = ["load_rubric", "shipped_rubric"]
