"""What the tables of records tell a supervisor: who handed in what, what is open, how the figures stand."""
