#!/usr/bin/env bash
# Pin what pyproject.toml asks for, with hashes and without naming any host.
# Versions already pinned stay; `make lock UPGRADE=--upgrade` takes the newest that are allowed.
set -euo pipefail
cd "$(dirname "$0")/../.."

workshop=$(mktemp -d)
trap 'rm -rf "$workshop"' EXIT
.venv/bin/python -m venv "$workshop"
"$workshop/bin/pip" install --quiet --disable-pip-version-check uv

pin() { # uv's own settings and this machine's are left out, so the lock is the same wherever made
    "$workshop/bin/uv" --no-config pip compile pyproject.toml --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-annotate --no-header ${UPGRADE:-} "$@"
}
pin --group dev -o requirements/dev.txt
pin -c requirements/dev.txt -o requirements/run.txt # the same versions as tested
pin -c requirements/dev.txt --extra s3 -o requirements/s3.txt
