#!/bin/sh
# Prints where a program that `make test-services` needs is installed; fails without a word if it is not.
# Usage: find-service.sh java        the JAVA_HOME of a Java that Spark runs on, 17 or 21
#        find-service.sh postgres    the folder that holds initdb and postgres, of the newest version
set -eu

# A JAVA_HOME is taken if its java says that it is of version 17 or 21.
supported_java() {
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
    [ "$version" = 17 ] || [ "$version" = 21 ]
}

find_java() {
    on_path=$(readlink -f "$(command -v java || true)" || true)
    for home in "${JAVA_HOME:-}" "${on_path%/bin/java}" /usr/lib/jvm/*; do
        if [ -n "$home" ] && [ -x "$home/bin/java" ] && supported_java "$home"; then echo "$home"; return; fi
    done
    return 1
}

# Debian keeps the programs of the server out of PATH, in a folder for each version.
find_postgres() {
    on_path=$(readlink -f "$(command -v postgres || true)" || true)
    for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) "${on_path%/postgres}"; do
        if [ -n "$folder" ] && [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then echo "$folder"; return; fi
    done
    return 1
}

case ${1:-} in
    java) find_java ;;
    postgres) find_postgres ;;
    *) echo "usage: find-service.sh java|postgres" >&2; exit 2 ;;
esac
