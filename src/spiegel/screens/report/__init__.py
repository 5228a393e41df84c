"""Report: the documents of the meeting."""
