#!/usr/bin/env bash
# Print a Python on this machine that is new enough and can build a virtual environment.
set -uo pipefail

first_that_can() { # $1: what it must be able to do, as Python
    local name path
    for name in python3.13 python3.12 python3.11 python3.14 python3 python; do
        path=$(command -v "$name") || continue
        # A version manager's stub may be on the PATH and refuse to start, so each one is really run.
        "$path" -c "import sys; assert sys.version_info >= (3, 11); $1" 2>/dev/null && echo "$path" && return
    done
    return 1
}

first_that_can "import ensurepip, venv" && exit

if ! first_that_can "" >/dev/null; then
    echo "kaohe needs Python 3.11 or newer and found none. Install one (Debian: apt-get install" \
        "python3 python3-venv), or name it: make PYTHON=/path/to/python3 …" >&2
    exit 1
fi
# Debian's Python comes without the parts that build environments.
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    echo "Installing python3-venv with apt-get …" >&2
    apt-get update -qq >&2 && apt-get install -qqy --no-install-recommends python3-venv >/dev/null
    first_that_can "import ensurepip, venv" && exit
fi
echo "Python was found, but it cannot build virtual environments. As an administrator:" \
    "apt-get install python3-venv" >&2
exit 1
