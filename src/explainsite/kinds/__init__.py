"""The kinds of actors that a film knows, and those that authors write."""
