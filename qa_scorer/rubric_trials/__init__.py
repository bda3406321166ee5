"""A rubric put to the test: its examples, mutations of it, and what a change would have done to stored calls."""
