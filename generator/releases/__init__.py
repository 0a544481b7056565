"""One handbook against another: snapshots, what changed, releases."""
