"""The faults' own tests: what goes wrong is found, and what does not is not."""
