"""People's verdicts: read back from the Review sheet, kept, settled where reviewers differ, and learnt from.

A verdict belongs to one finding: a call (SHA-256 of its sound) and a rule (`Rule.sha256`). It holds as long as the rule
asks the same thing, also under a later version of the rubric. The machine's own answer is never overwritten.
"""
