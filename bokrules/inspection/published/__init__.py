"""Published tables as they were printed: every cell keeps its text, its place and its reading."""
