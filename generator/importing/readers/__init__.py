"""Documents of all formats -> passages: one file a format."""
