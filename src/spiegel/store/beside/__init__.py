"""What is kept in the folder beside a session file."""
