"""Documents as one page for a browser, without a script and without anything from elsewhere."""
