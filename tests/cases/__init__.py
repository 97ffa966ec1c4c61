"""Case files, and cases made in a few words."""
