"""Documents that others wrote, read as a person sees them: Word and OpenDocument."""
