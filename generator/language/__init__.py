"""What all outputs share: the phrases, and the inline Markdown of authors."""
