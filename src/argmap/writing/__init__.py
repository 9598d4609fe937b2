"""Changing and laying out texts, and writing maps as text."""
