"""File -> sound -> who spoke when -> measurements."""
