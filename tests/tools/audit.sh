#!/usr/bin/env bash
# What an inspector asks of the packages: known advisories where the service that tells them can be
# reached, licences, and a bill of materials in build/sbom.json. Tools live outside our environment.
set -uo pipefail
cd "$(dirname "$0")/../.."
workshop=$(mktemp -d)
trap 'rm -rf "$workshop"' EXIT
.venv/bin/python -m venv "$workshop"
"$workshop/bin/pip" install --quiet --disable-pip-version-check pip-audit cyclonedx-bom || exit 1
mkdir -p build
failed=0

echo "== licences"
.venv/bin/python -m tests.kit.licences requirements/s3.txt || failed=1

echo "== bill of materials"
"$workshop/bin/cyclonedx-py" requirements requirements/s3.txt --output-format JSON -o build/sbom.json \
    && echo "build/sbom.json" || failed=1

echo "== advisories"
asked=$(grep -cE "^[a-z0-9]" requirements/s3.txt)
ask() { # one service, named on a line of its own; its answer below
    echo "-- asked: $1"
    found=$(timeout 300 "$workshop/bin/pip-audit" -r requirements/s3.txt --no-deps --disable-pip \
        --vulnerability-service "$1" --progress-spinner off 2>&1)
    ended=$?
    skipped=$(grep -c "could not be audited" <<<"$found")
    if [ "$ended" != 0 ] && grep -qE "ConnectionError|Max retries|ServiceError|Could not connect|timed out|HTTPError|ProxyError" <<<"$found"; then
        echo "NOT REACHED: of $asked packages none was looked at. Run this where the service can be reached."
        return 0
    fi
    grep -v "could not be audited" <<<"$found"
    echo "LOOKED AT: $((asked - skipped)) of $asked packages."
    [ "$skipped" = 0 ] || echo "NOT LOOKED AT: $skipped packages, which the service does not know."
    [ "$ended" = 0 ] || failed=1
}
ask pypi
ask osv
exit $failed
