"""Files for other programs, made of what the report may say."""
