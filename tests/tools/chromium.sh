#!/usr/bin/env bash
# Find or install a Chromium and a Chinese font; write the browser's path to the file named by $1.
# Where there is none to be had the file is left empty: browser tests then skip, and CI fails here.
set -uo pipefail
answer=$1
cd "$(dirname "$0")/../.."
export DEBIAN_FRONTEND=noninteractive

starts() { [ -n "$1" ] && timeout 60 "$1" --version >/dev/null 2>&1; } # a stub may be installed instead

find_chromium() {
    local name path
    for path in "${KAOHE_CHROMIUM:-}" "$(cat "$answer" 2>/dev/null)"; do
        starts "$path" && echo "$path" && return
    done
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        path=$(command -v "$name") && starts "$path" && echo "$path" && return
    done
    path=$(.venv/bin/python -c 'from playwright.sync_api import sync_playwright as start
with start() as playwright:
    print(playwright.chromium.executable_path)' 2>/dev/null)
    starts "$path" && echo "$path"
}

driver_runs() { .venv/bin/playwright --version >/dev/null 2>&1; }

has_chinese_font() { # only Linux is asked: elsewhere the system brings one
    [ "$(uname)" != Linux ] || [ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ]
}

apt_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return
    echo "Installing $* with apt-get …"
    apt-get update -qq </dev/null && apt-get install -qqy --no-install-recommends "$@" </dev/null >/dev/null
}

driver_runs || apt_install libatomic1 # Playwright's own Node.js wants it; small Debians lack it
driver_runs || echo "Playwright does not start here: $(.venv/bin/playwright --version 2>&1 | tail -1)"

chromium=$(find_chromium)
[ -n "$chromium" ] || { apt_install chromium fontconfig fonts-liberation; chromium=$(find_chromium); }
[ -n "$chromium" ] || {
    echo "Downloading Playwright's Chromium …"
    .venv/bin/playwright install $([ "$(id -u)" = 0 ] && echo --with-deps) chromium </dev/null
    chromium=$(find_chromium)
}
has_chinese_font || apt_install fontconfig fonts-wqy-microhei
has_chinese_font || echo "No Chinese font here: pages will show boxes in screenshots." \
    "As an administrator: apt-get install fonts-wqy-microhei"

driver_runs || chromium=
echo "$chromium" >"$answer"
[ -n "$chromium" ] && exit 0
echo "BROWSER TESTS CANNOT RUN: no Chromium that works was found and none could be installed." \
    "Install one (Debian: apt-get install chromium libatomic1) or name it in KAOHE_CHROMIUM."
[ -z "${CI:-}" ]
