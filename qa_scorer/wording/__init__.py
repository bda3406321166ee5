"""Words -> text that rules can trust: script, digits, word boundaries, sound, and the phrase matcher."""
