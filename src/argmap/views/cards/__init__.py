"""Cards of reasons: what stands on which card, in which row, and how that is painted."""
