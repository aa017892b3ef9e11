#!/bin/sh
# Installs from Debian what `make test-services` needs beside Python and is not there yet: a Java for Spark,
# the PostgreSQL server. Needs root or a sudo that asks no password; otherwise it prints the line to run.
set -eu
scripts=$(dirname "$0")
new_clusters=/etc/postgresql-common/createcluster.d
no_cluster=$new_clusters/bokrules-tests.conf

missing=
if ! "$scripts/find-service.sh" java >/dev/null; then missing="java"; fi
if ! "$scripts/find-service.sh" postgres >/dev/null; then missing="$missing postgresql"; fi
if [ -z "$missing" ]; then exit 0; fi

# Debian's own choice of Java if Spark runs on it, otherwise the newest that Spark runs on.
java_package() {
    default=$(apt-cache depends default-jre-headless 2>/dev/null | grep -o 'openjdk-[0-9]*-jre-headless' | head -n 1)
    case $default in
        openjdk-17-jre-headless | openjdk-21-jre-headless) echo default-jre-headless; return ;;
    esac
    for package in openjdk-21-jre-headless openjdk-17-jre-headless; do
        if apt-cache show "$package" >/dev/null 2>&1; then echo "$package"; return; fi
    done
    echo default-jre-headless
}

packages() {
    for each in $missing; do
        case $each in
            java) java_package ;;
            *) echo "$each" ;;
        esac
    done | paste -sd ' ' -
}

if ! command -v apt-get >/dev/null 2>&1; then
    echo "make test-services needs a Java runtime of version 17 or 21 and a PostgreSQL server;" >&2
    echo "not found: $missing. There is no apt-get here to install them with." >&2
    exit 1
fi

if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "make test-services needs packages that are not installed. Run this once, then try again:" >&2
    echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $(packages)" >&2
    exit 1
fi

# While the server is installed it is not to start a database of its own: the tests make theirs.
hold_back_cluster() {
    trap release_cluster EXIT
    trap 'exit 1' HUP INT TERM
    $as_root mkdir -p "$new_clusters"
    echo "create_main_cluster = false" | $as_root tee "$no_cluster" >/dev/null
}
release_cluster() {
    $as_root rm -f "$no_cluster"
    $as_root rmdir "$new_clusters" 2>/dev/null || true
}

$as_root apt-get update -qq
wanted=$(packages)
echo "Installing from Debian: $wanted"
case $wanted in *postgresql*) hold_back_cluster ;; esac
# shellcheck disable=SC2086  # several packages, and sudo or nothing
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o DPkg::Lock::Timeout=120 $wanted >/dev/null
