"""`python -m qa_scorer` is `qa-scorer`."""

from qa_scorer.cli import main

main()
