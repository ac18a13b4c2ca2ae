#!/usr/bin/env bash
# The tests of what was touched since the last commit, one folder or file a line. Nothing is said
# where what was touched is of all rooms; pytest then runs all tests.
set -euo pipefail
cd "$(dirname "$0")/../.."

rooms_of() { # of a room of the product: the folders that try it first
    case $1 in
        rules | plans) echo rules notices ;;
        language) echo language handlers notices ;;
        handlers) echo handlers actions ;;
        simulator | bot | forms | scheduler | storage | web) echo "$1" ;;
    esac
}

touched=$({ git diff --name-only HEAD && git ls-files --others --exclude-standard; } | sort -u)
found=
for file in $touched; do
    case $file in
        tests/kit/* | tests/conftest.py | tests/__init__.py | pyproject.toml | requirements/*) exit 0 ;;
        tests/tools/*) ;;
        tests/*/test_*.py | tests/test_*.py) [ ! -f "$file" ] || found+=" $file" ;;
        tests/*/*) found+=" $(cut -d/ -f1,2 <<<"$file")" ;;
        *.md | docs/*) found+=" tests/test_documents.py" ;;
        *) for room in $(rooms_of "${file%%/*}"); do found+=" tests/$room"; done ;;
    esac
done
# What stands in the repository is looked at whatever was touched.
printf '%s\n' $found tests/test_hygiene.py tests/test_rooms.py | sort -u
