"""Finding articles again: the query language, the index behind it, and what is like what."""
