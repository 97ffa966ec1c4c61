"""Any letter, read into what it says."""
