#!/bin/sh
# Makes sure that the tests in a browser find a Chromium: on Debian and Ubuntu, root installs it,
# with a font for the emoji in the screenshots.
#
# Other programs of the system that tests need are to be asked for here, in the same way.
set -eu
cd "$(dirname "$0")/.."

if [ "${SKIP_BROWSER:-}" = 1 ]; then
    echo "test: SKIP_BROWSER=1: THE TESTS IN A BROWSER ARE LEFT OUT." >&2
    exit 0
fi

has_chromium() { .venv/bin/python -m tests.browser >/dev/null 2>&1; }
has_emoji() { [ -n "$(fc-list ':lang=und-zsye' 2>/dev/null)" ]; }
found=

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    missing=
    has_chromium && found=yes || missing="chromium fontconfig"
    has_emoji || missing="$missing fonts-noto-color-emoji"
    if [ -n "$missing" ]; then
        echo "test: installing for the tests in a browser: $missing" >&2
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq </dev/null >&2
        apt-get install -qq -y --no-install-recommends $missing </dev/null >&2
    fi
fi

if [ -z "$found" ] && ! has_chromium; then
    echo "test: the tests in a browser need Chromium: install the package chromium (Debian and Ubuntu: sudo apt-get install chromium), or name a Chromium or Chrome in the variable CHROMIUM, or leave them out with SKIP_BROWSER=1." >&2
    exit 1
fi
