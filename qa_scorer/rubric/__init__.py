"""YAML -> Rubric: reading a rubric file, and refusing a bad one with file, line and advice."""

from qa_scorer.rubric.load import load_rubric, load_rubric_file
from qa_scorer.rubric.looked_for import refuse_looked_for
from qa_scorer.rubric.shipped import shipped_rubric

__all__ = ["load_rubric", "load_rubric_file", "refuse_looked_for", "shipped_rubric"]
