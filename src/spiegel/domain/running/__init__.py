"""The running order: what runs, what time it takes, and who was heard."""
