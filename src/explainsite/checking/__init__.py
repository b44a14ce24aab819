"""A site and its films checked without frames: the first half of a build."""
