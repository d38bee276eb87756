"""Ten minutes before people arrive: whether everything is there, and really works."""
