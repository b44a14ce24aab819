"""A site's files read into a catalogue, in the order of its prerequisites."""
