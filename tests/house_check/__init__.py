"""Tests of `foi-bot house check`."""
