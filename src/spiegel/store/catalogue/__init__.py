"""The session files of this laptop."""
