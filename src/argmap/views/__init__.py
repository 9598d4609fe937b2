"""Pictures: each way of seeing a map is a file; measuring, palette and marks are shared."""
