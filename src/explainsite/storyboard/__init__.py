"""What happens in a film, as values: a fold of beats over a stage. Pure Python; nothing here draws."""
