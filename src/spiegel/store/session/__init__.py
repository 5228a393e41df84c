"""One session on the disk, as one window has it open."""
