"""The kept past of a session: the copies of earlier days, bringing one back, and wiping it all."""
