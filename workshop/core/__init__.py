"""Records and reading: what knows nothing of the workshop's other rooms."""
