"""Slack: listeners that make deeds of deliveries, views that show a case, the sender."""
