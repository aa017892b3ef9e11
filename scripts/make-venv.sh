#!/bin/sh
# Makes a virtual environment with a Python that bokrules runs on, unless it is there already.
# Usage: make-venv.sh FOLDER        (PYTHON=/path/to/python picks the interpreter)
set -eu

venv=${1:?usage: make-venv.sh FOLDER}
candidates=${PYTHON:-"python3 python3.13 python3.12 python3.11"}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
can_make_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

# The first candidate that is new enough, preferring one that can make a virtual environment.
find_python() {
    for python in $candidates; do
        if new_enough "$python" && can_make_venv "$python"; then echo "$python"; return; fi
    done
    for python in $candidates; do
        if new_enough "$python"; then echo "$python"; return; fi
    done
}

if new_enough "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi

python=$(find_python)
if [ -z "$python" ]; then
    echo "bokrules needs Python 3.11 or newer; none of these is: $candidates" >&2
    echo "Install one, or name it: make setup PYTHON=/path/to/python" >&2
    exit 1
fi

if ! can_make_venv "$python"; then
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "$python cannot make a virtual environment: its modules venv and ensurepip are missing." >&2
        exit 1
    fi
    package=$(basename "$python")-venv
    if [ "$(id -u)" -ne 0 ]; then
        echo "$python cannot make a virtual environment. Run this once, then make setup again:" >&2
        echo "    sudo apt-get update && sudo apt-get install -y $package" >&2
        exit 1
    fi
    echo "Installing $package, which Debian keeps apart from Python"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null
fi

"$python" -m venv --clear "$venv"
