#!/bin/sh
# Installs the Debian packages that some tests use, where that may be done: as root, with apt-get.
# Elsewhere it says what is missing; the tests that need it are then skipped (in CI they fail).
# Each line of the list is a package and the command that shows it is there, wherever it came from.
set -eu
list="$(dirname "$0")/../requirements/system.txt"
missing=
while read -r package command; do
    command -v "$command" >/dev/null || missing="$missing $package"
done <"$list"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing$missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    apt-get -qq install -y --no-install-recommends $missing >/dev/null 2>&1 || {
        apt-get -qq update >/dev/null && apt-get -qq install -y --no-install-recommends $missing >/dev/null
    }
else
    echo "not installed:$missing (some tests are skipped)"
fi
