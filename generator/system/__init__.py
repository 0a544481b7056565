"""What the operating system does for the program: writing all or nothing, locking, LibreOffice, its errors in words."""
