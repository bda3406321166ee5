"""`qa-scorer doctor`: what on this machine would spoil the night, found before it, each with its mend."""
