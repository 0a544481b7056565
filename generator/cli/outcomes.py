"""What a command returns to the shell."""
OK, PROBLEMS, WRONG_USE = 0, 1, 2
