"""The running program: the screens put together, and what a terminal sends and gets."""
