"""What the film counts."""

words = ["the", "cat", "sat"]
again = len(words)
kept = 1
