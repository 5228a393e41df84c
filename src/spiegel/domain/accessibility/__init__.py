"""What keeps people from reading a document with a screen reader, large letters or few colours."""
