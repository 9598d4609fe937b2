"""What all pictures share: places, text and its widths, colours, marks, boxes, pages, files."""
