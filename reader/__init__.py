"""nightstand: a terminal reader for saved articles."""
