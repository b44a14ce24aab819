"""What an author wrote, read into values that remember where they stood."""
