"""Encryption: keys, how a file says that it is encrypted, and how far it goes."""
