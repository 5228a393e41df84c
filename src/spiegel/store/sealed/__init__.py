"""Encryption: keys, what is sealed with them, and how a session becomes encrypted or plain."""
