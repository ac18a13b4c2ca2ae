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
.venv/bin/python -m tests.kit.licences requirements/run.txt || failed=1

echo "== bill of materials"
"$workshop/bin/cyclonedx-py" requirements requirements/run.txt --output-format JSON -o build/sbom.json \
    && echo "build/sbom.json" || failed=1

echo "== advisories"
found=$(timeout 300 "$workshop/bin/pip-audit" -r requirements/run.txt --no-deps --disable-pip --progress-spinner off 2>&1)
ended=$?
skipped=$(grep -c "could not be audited" <<<"$found")
case $ended in
0)
    grep -v "could not be audited" <<<"$found"
    [ "$skipped" = 0 ] || echo "NOT LOOKED AT: $skipped packages are unknown to the service that was asked."
    ;;
*)
    if grep -qE "ConnectionError|Max retries|ServiceError|Could not connect|timed out|HTTPError" <<<"$found"; then
        echo "NOT LOOKED AT: the service that tells advisories cannot be reached from here."
    else
        echo "$found"
        failed=1
    fi
    ;;
esac
exit $failed
