"""What comes after a meeting."""
