#!/usr/bin/env bash
# Print the first Python on this machine that is new enough and can build a venv; nothing when there is none.
for name in python3.13 python3.12 python3.11 python3 python; do
    path=$(command -v "$name") || continue
    # A version manager's stub may be on the PATH and refuse to start, so each candidate is really run.
    if "$path" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "$path"
        exit 0
    fi
done
