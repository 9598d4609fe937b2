"""Boxes and lines: where the boxes go, and which way each line takes between them."""
