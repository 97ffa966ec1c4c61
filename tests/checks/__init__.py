"""Each rule with letters that break it, and with letters that only seem to."""
