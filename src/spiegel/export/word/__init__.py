"""What Word documents are made of: blocks, styles, house styles, the package."""
