"""How long argmap takes: `python -m benchmarks` prints a row for each thing that was measured."""
