"""The pages that people answer on, and the server that gives them: `spiegel serve`."""
