"""What stands in a form's body: buttons and forms come as JSON in its one field, escaped (Slack,
"Handling user interaction").

Bolt reads such a body with the standard library, which goes from escape to escape in Python: of a
button's it meets a thousand, which took a tenth of all the time in which a press is acknowledged.
"""

from __future__ import annotations

import json
import re
from binascii import a2b_qp
from typing import Any

_FIELD = "payload="
_NO_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")


def payload_of(body: str) -> dict[str, Any] | None:
    """The payload in this body, as Bolt would read it; None where there is more in the body, or
    less, than Slack writes there: that Bolt is to read itself. Raises ValueError and RecursionError
    for what is no JSON."""
    plain = body.startswith(_FIELD) and "&" not in body and body.isascii()
    if not plain or _NO_ESCAPE.search(body):
        return None
    found = json.loads(_unescaped(body.removeprefix(_FIELD)))
    return found if isinstance(found, dict) else None


def _unescaped(value: str) -> str:
    # "Quoted-printable" writes "=3A" for "%3A", and the standard library reads it in C.
    quoted = value.replace("+", " ").replace("=", "=3D").replace("%", "=")
    return a2b_qp(quoted).decode("utf-8", "replace")
