"""The command line: read arguments, make one call, choose the exit code."""

from qa_scorer.cli.main import main

__all__ = ["main"]
