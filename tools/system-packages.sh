#!/bin/sh
# Installs the Debian packages that some tests use, where that may be done: as root, with apt-get.
# Elsewhere it says what is missing; the tests that need it are then skipped (in CI they fail).
set -eu
list="$(dirname "$0")/../requirements/system.txt"
missing=
for package in $(cat "$list"); do
    dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
done
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
