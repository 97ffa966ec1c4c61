"""What is served over HTTP: Slack's deliveries with `foi-bot serve`, health and metrics."""
