"""What a window may ask of the running program: handed to it, never reached for."""
