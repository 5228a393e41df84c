"""Files that others made, read as a person sees them: texts, spreadsheets, codebooks, pictures."""
