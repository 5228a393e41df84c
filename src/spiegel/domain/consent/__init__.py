"""Who is there, what each agreed to, and what may therefore be shown."""
