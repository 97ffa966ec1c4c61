"""What `make` calls: setting up, and looking through what is committed."""
