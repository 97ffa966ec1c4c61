"""What it costs to serve: acknowledgements, the outbox, starting, crashing, and a large database.

Everything of ours is measured beside a bare Bolt app that does the same to the same database.
"""
