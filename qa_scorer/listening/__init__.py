"""Recording -> Evidence: the slow half of the house, from a file to all that was heard."""
