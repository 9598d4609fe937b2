"""How sure the order is: weightings drawn at random, what they agree on and what moves them."""
