"""The handbook in a browser: forms made from the declarations, the smallest change of text, branch and commit."""
