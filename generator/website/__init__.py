"""MkDocs and Node: the site of all editions, the preview, the scripts and styles."""
