"""The first example loads the calendar library; how long that takes is not what is tested."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
