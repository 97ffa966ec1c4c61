"""The way back: any letter that answers a request, whoever wrote it, read into what it says.

`read(text)` gives a `Written`: every paragraph in order, each with its place in the letter. What
cannot be placed is kept as such, and never dropped.
"""

from foi_bot.letter.read.letter import read

__all__ = ["read"]
