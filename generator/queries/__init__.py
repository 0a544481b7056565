"""What is asked of a handbook: who is concerned, whose work it is, what is due for review, what a content hash is."""
