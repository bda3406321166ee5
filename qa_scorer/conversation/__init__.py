"""Voices and words -> a conversation: who is who, and who did what when."""
