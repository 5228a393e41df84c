"""Review: what was recorded, looked at once more before the report."""
