"""Makes synthetic call-centre calls: a dialogue, its voices, the telephone line, the files and their truth."""
