"""Follow-up: what became of the actions, round by round, and what participants hear of it."""
