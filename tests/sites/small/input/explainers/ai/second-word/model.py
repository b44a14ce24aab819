"""What the film counts."""

words = ["the", "cat", "sat"]
again = len(words)
kept = 1


def spent(count: int, machines: int) -> dict[str, float]:
    """What the next word costs both ways, shared by machines."""
    return {"made again": count / machines, "kept": 1 / machines, "share": 1 / count}
