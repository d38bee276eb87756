"""The sessions as plain pages: no kernel, from whatever serves files."""
