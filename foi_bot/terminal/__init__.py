"""What the commands of `foi-bot` do that are more than a line: one module, one kind of thing."""
