"""Names and files as people write them."""
