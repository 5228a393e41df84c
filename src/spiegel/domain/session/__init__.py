"""The values of a meeting, and how they hang together."""
