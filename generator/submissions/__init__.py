"""One filled copy of a form: opened without harm, recognised, and read; or made from an author's data."""
