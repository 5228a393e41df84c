"""What the documents say, and how one that was made stands to the session as it is now."""
