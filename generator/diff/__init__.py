"""One handbook against another: what changed, in sentences, and whom it concerns."""
