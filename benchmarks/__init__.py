"""What the practice case costs: calls to Slack, statements, and milliseconds of our own beside
those of a bare Bolt app. `make bench` runs them."""
