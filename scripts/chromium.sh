#!/bin/sh
# Makes sure that the browser tests find a Chromium: on Debian and Ubuntu, root installs it.
#
# Other programs of the system that the tests need are installed here in the same way, one
# function each.
set -eu
cd "$(dirname "$0")/.."

if [ "${SKIP_BROWSER:-}" = 1 ]; then
    echo "test: SKIP_BROWSER=1: THE TESTS IN A BROWSER ARE LEFT OUT." >&2
    exit 0
fi

if .venv/bin/python -m tests.browser >/dev/null 2>&1; then
    exit 0
fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "test: installing the Debian package chromium for the tests in a browser" >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq </dev/null >&2
    apt-get install -qq -y --no-install-recommends chromium fonts-noto-color-emoji </dev/null >&2
    exit 0
fi

echo "test: the tests in a browser need Chromium: install the package chromium (Debian and Ubuntu: sudo apt-get install chromium), or name a Chromium or Chrome in the variable CHROMIUM, or leave them out with SKIP_BROWSER=1." >&2
exit 1
