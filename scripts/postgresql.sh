#!/bin/sh
# Makes sure that the tests find a PostgreSQL server to start: on Debian and Ubuntu, root installs
# it. The tests start one of their own, so the package is kept from making a database cluster of
# the machine's and from starting it.
set -eu
cd "$(dirname "$0")/.."

has_postgresql() { .venv/bin/python -m tests.postgresql >/dev/null 2>&1; }

has_postgresql && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "test: installing for the tests with PostgreSQL: postgresql" >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq </dev/null >&2
    apt-get install -qq -y --no-install-recommends postgresql-common </dev/null >&2
    no_cluster=/etc/postgresql-common/createcluster.d/foi-bot-tests.conf
    mkdir -p "${no_cluster%/*}"
    echo "create_main_cluster = false" >"$no_cluster"
    trap 'rm -f "$no_cluster"' EXIT
    apt-get install -qq -y --no-install-recommends postgresql </dev/null >&2
fi

if ! has_postgresql; then
    echo "test: the tests need PostgreSQL 15 or newer: install the package postgresql (Debian and Ubuntu: sudo apt-get install postgresql), or put its programs initdb, pg_ctl and postgres in the PATH." >&2
    exit 1
fi
