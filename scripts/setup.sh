#!/bin/sh
# Finds a Python that can build a virtual environment and hands over to setup.py.
set -eu
cd "$(dirname "$0")/.."

able() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
complete() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

incomplete=
for candidate in ${PYTHON:-} .venv/bin/python python3 python3.11 python3.12 python3.13 python3.14; do
    able "$candidate" || continue
    if complete "$candidate"; then
        exec "$candidate" scripts/setup.py "$@"
    fi
    incomplete=${incomplete:-$candidate}
done

if [ -n "$incomplete" ]; then
    version=$("$incomplete" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "setup: $incomplete cannot build a virtual environment: install its venv module (Debian and Ubuntu: apt-get install python$version-venv, or python3-venv), then run 'make setup' again." >&2
else
    found=$(python3 --version 2>/dev/null || echo "no python3")
    echo "setup: foi-bot needs Python 3.11 or newer and found $found: install one (Debian and Ubuntu: apt-get install python3 python3-venv; macOS: brew install python), or name it with 'make setup PYTHON=/path/to/python3'." >&2
fi
exit 1
