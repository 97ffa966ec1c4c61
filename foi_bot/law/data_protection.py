"""The name of the General Data Protection Regulation on the date of a letter.

Until the end of 2020 the EU's Regulation applied in the United Kingdom; since then the version
that was kept as domestic law does, the UK GDPR (European Union (Withdrawal) Act 2018 s3; Data
Protection Act 2018 s3(10), as amended by SI 2019/419 with effect from the end of the implementation
period at 11 pm on 31 December 2020).
"""

from __future__ import annotations

from datetime import date

UK_GDPR_FROM = date(2021, 1, 1)
GDPR, UK_GDPR = "GDPR", "UK GDPR"


def gdpr(on: date) -> str:
    """What a letter of that day calls the Regulation."""
    return UK_GDPR if on >= UK_GDPR_FROM else GDPR
