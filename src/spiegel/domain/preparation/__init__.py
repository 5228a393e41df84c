"""What has to be settled before the day, and what is still missing of it."""
