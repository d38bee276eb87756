"""One person's work."""
