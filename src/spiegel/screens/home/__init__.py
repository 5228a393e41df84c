"""Home: the meetings of this laptop."""
