"""Sound to words: the recognisers, their weights, what to hand them, and what they made up."""
