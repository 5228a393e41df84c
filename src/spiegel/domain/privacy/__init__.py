"""What in a text looks as if it points to a person: light rules for Dutch, at once and offline."""
