"""What to write instead: the hint that goes with each problem of a file."""
