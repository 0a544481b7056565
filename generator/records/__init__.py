"""What comes back: filled copies of the forms -> records, and the tables that records are kept in."""
