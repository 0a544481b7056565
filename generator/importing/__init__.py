"""A company's documents -> sources, clause by clause, and drafts of what the handbook says about them."""
