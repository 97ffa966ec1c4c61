"""How properties of letters are tried: no time limit, for a first PDF or DOCX loads its library."""

from hypothesis import settings

settings.register_profile("letters", deadline=None)
settings.load_profile("letters")
