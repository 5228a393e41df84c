"""From a line that was typed to what is in the session, and back to change it."""
