"""Groups: the ideas of an open question are put together, by number."""
