"""Letters and papers around the day: which there are, their words, and what is filled in."""
