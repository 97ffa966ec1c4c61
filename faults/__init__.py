"""Faults: the program is killed, its database is taken away and Slack repeats itself, at every
point of whole cases; afterwards nothing may be lost, doubled, missing or out of order.

`make faults` runs everything; `python -m faults --only POINT` one kill again.
"""
