"""What a database says when it cannot do its work, and what to do then.

SQLite and a server that cannot be reached say it in words, PostgreSQL also with a code ("Appendix
A. PostgreSQL Error Codes"): the words of a server are in its own language.
"""

from __future__ import annotations

import sqlalchemy as sa

COLLISIONS = frozenset({"40001", "40P01", "23505"})
"""Serialization failure, deadlock, and a key that another transaction wrote first."""

NOT_ALLOWED = "42501"
_REFUSALS = (sa.exc.OperationalError, sa.exc.InternalError, sa.exc.DatabaseError)
"""What a database answers when it cannot do its work. Their siblings (IntegrityError and the like)
say that what was asked is wrong."""

_OUT_OF_REACH = (
    "The database server cannot be reached. Check that it runs, and the host and port in "
    "DATABASE_URL."
)
_NOT_LET_IN = (
    "The database server does not accept the user or the password in DATABASE_URL. Mend them, or "
    "let the user in."
)
_NO_DATABASE = (
    "The database that DATABASE_URL names does not exist on its server. Create it, or mend the "
    "name."
)
_NO_CONNECTION_LEFT = (
    "The database server has no connection left for this program. Raise its max_connections, or "
    "run fewer replicas."
)
_STANDBY = (
    "The database server is read-only, as a standby is. Let DATABASE_URL name the server that can "
    "be written."
)
_SERVERS_DISK = "The disk of the database server is full. Free some space there, then try again."
_NOT_ALLOWED = (
    "The user in DATABASE_URL may not use these tables or make them. Make it the owner of the "
    "database."
)
_CUT_OFF = (
    "The database server ended the connection: it was stopped or restarted. Try again once it runs."
)
_SLOW = "The database takes too long to answer. Try again; if it stays so, ask who runs the server."
_LOCKED = "The database is locked by another program. Stop that program, or try again."

_BY_CODE = {
    "55P03": _LOCKED,
    "57014": _SLOW,
    "25006": _STANDBY,
    "53100": _SERVERS_DISK,
    "53300": _NO_CONNECTION_LEFT,
    "57P01": _CUT_OFF,
    "57P02": _CUT_OFF,
    "57P03": _CUT_OFF,
    "25P03": _CUT_OFF,
    NOT_ALLOWED: _NOT_ALLOWED,
}
"""By PostgreSQL's code."""

_BY_WORDS = (
    (("too many connections", "too many clients", "connection slots"), _NO_CONNECTION_LEFT),
    (("authentication failed", "no password supplied", "pg_hba.conf"), _NOT_LET_IN),
    (('database "',), _NO_DATABASE),
    (('role "',), _NOT_LET_IN),
    (("starting up", "shutting down", "recovery mode"), _CUT_OFF),
    (("server closed the connection", "connection is lost", "terminating connection"), _CUT_OFF),
    (
        ("connection refused", "is the server running", "connection timeout", "host name"),
        _OUT_OF_REACH,
    ),
    (("queuepool limit",), _SLOW),
    (("locked", "busy"), _LOCKED),
    (
        ("readonly", "read-only"),
        "The database file is read-only. Make the file and its folder writable.",
    ),
    (("full",), "The disk is full. Free some space, then try again."),
    (
        ("disk i/o error",),
        "The disk does not take or give what it should: a quota may be used up, or it may be "
        "failing. Look at the system's log.",
    ),
    (
        ("unable to open",),
        "The database file cannot be opened. Check that its folder exists and is writable.",
    ),
    (
        ("not a database", "malformed"),
        "The database file is damaged, or is no database. Restore the last backup.",
    ),
)
"""By what is said, in small letters; the first that fits."""


def is_refusal(error: Exception) -> bool:
    """Whether the database cannot do its work now, rather than that it was asked wrongly."""
    if isinstance(error, sa.exc.TimeoutError):
        return True
    return type(error) in _REFUSALS or _code(error) == NOT_ALLOWED


def has_collided(error: Exception) -> bool:
    """Whether another transaction came between, so that this one may go well when it is begun anew.
    `error` is the database's, or what was raised from it."""
    return bool({_code(error), _code(error.__cause__)} & COLLISIONS)


def advice(error: Exception) -> str:
    """What is wrong and what to do, for whoever runs the program."""
    known = _BY_CODE.get(_code(error) or "")
    if known:
        return known
    said = str(getattr(error, "orig", None) or error)
    lower = said.lower()
    for words, what_to_do in _BY_WORDS:
        if any(word in lower for word in words):
            return what_to_do
    return f"The database refused: {said.splitlines()[0]}"


def _code(error: BaseException | None) -> str | None:
    code = getattr(getattr(error, "orig", None), "sqlstate", None)
    return code if isinstance(code, str) else None
