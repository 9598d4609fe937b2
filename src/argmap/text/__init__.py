"""The text format: Argdown, with numbers, sources and scenarios in its data."""
