"""Text by Unicode's properties: how wide it is, how much there is to read, where a line may end."""
