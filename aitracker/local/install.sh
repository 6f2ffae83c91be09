#!/bin/sh
# Makes the virtual environment and brings it to one lock file: install.sh run|dev
# Called by the Makefile with VENV, PYTHON and UV_VERSION set; nothing is installed outside VENV.
set -eu

wanted=$1
stamp=$VENV/.installed-$wanted

refuse() {
    echo "make: $1" >&2
    exit 1
}

# Two makes at once would install over each other.
exec 9<requirements
if command -v flock >/dev/null; then flock 9; fi

is_fresh() {
    test -e "$VENV/.installed-$1" && test -z "$(find "requirements/$1.txt" -newer "$VENV/.installed-$1")"
}

find_python() {
    for candidate in ${PYTHON:-python3 python3.15 python3.14 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

make_venv() {
    python=$(find_python)
    test -n "$python" ||
        refuse "no Python 3.11 or newer${PYTHON:+ at $PYTHON}; install one (Debian package python3) or name it: make PYTHON=/path/to/python3.12"
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        refuse "$python can not make virtual environments; install the Debian package python3-venv (apt-get install python3-venv)"
    test ! -e "$VENV" || test -e "$VENV/pyvenv.cfg" ||
        refuse "$VENV is there and is no virtual environment; move it away or choose another place: make VENV=/path"
    rm -rf "$VENV"
    "$python" -m venv "$VENV" || {
        rm -rf "$VENV"
        refuse "the virtual environment $VENV could not be made; the reason stands above"
    }
}

install_uv() {
    "$VENV/bin/python" -m pip install -qq --disable-pip-version-check "uv==$UV_VERSION" ||
        refuse "pip could not install uv $UV_VERSION; is the package index reachable? The reason stands above"
}

# Quiet, so that a package cache on another disk is no warning at each file.
sync_packages() {
    echo "Installing the packages of requirements/$1.txt into $VENV ..."
    rm -f "$VENV"/.installed-*
    UV_PYTHON_DOWNLOADS=never "$VENV/bin/uv" pip sync --quiet --require-hashes \
        --python "$VENV/bin/python" "requirements/$1.txt" ||
        refuse "the packages of requirements/$1.txt could not be installed; the reason stands above"
}

"$VENV/bin/python" -c '' 2>/dev/null || make_venv
if is_fresh "$wanted"; then exit 0; fi
# The packages of dev are those of run and more: a run beside a test must not take them away.
if ! { test "$wanted" = run && is_fresh dev; }; then
    "$VENV/bin/uv" --version 2>/dev/null | grep -qF "uv $UV_VERSION" || install_uv
    sync_packages "$wanted"
fi
touch "$stamp"
