"""The bytes of a session file: lines, a header, and what appends them whole or not at all."""
