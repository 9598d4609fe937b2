"""What a map is, and what it becomes under a scenario."""
