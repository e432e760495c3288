"""Records: what can be said of them, and how new facts with their claims come into the files."""
