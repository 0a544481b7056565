"""One validated source, every form it is needed in: a sales handbook from YAML under `sop/`."""
