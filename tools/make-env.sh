#!/bin/sh
# Makes .venv, or brings it up to date. `make env` calls this whenever .venv/.ready is missing
# or older than what the environment is made from.
#
# What can go wrong on a new computer ends in one sentence that says what to do;
# what the tools said meanwhile is kept in the log.
set -eu
cd "$(dirname "$0")/.."
here=$(pwd -P)
ready=.venv/.ready
log=.venv/setup.log

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*" && exit 1; }

# The stamp is written last and names this folder. Without it .venv is half-built; with another
# name the folder was moved, and the scripts in .venv start a Python that is no longer there.
[ "$(cat $ready 2>/dev/null)" = "$here" ] && [ -x .venv/bin/python ] || rm -rf .venv
mkdir -p .venv

# --- a Python that is new enough and can make environments ----------------------------------

has_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

python='' too_old='' without_venv=''
if [ -n "${PYTHON:-}" ]; then
    set -- "$PYTHON"
else
    set -- python3.13 python3.12 python3.11 python3 python
fi
for name; do
    # Asked rather than looked up: a version manager's shim can be there and start nothing.
    version=$("$name" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    case $version in
        3.1[1-9] | 3.[2-9][0-9]) ;;
        '') continue ;;
        *) too_old=${too_old:-"$name is Python $version"} && continue ;;
    esac
    if has_venv "$name"; then
        python=$name && break
    fi
    without_venv=${without_venv:-"$name $version"}
done

if [ -z "$python" ] && [ -n "$without_venv" ]; then
    # Debian and Ubuntu keep this part of Python in a package of its own.
    name=${without_venv% *}
    package=python${without_venv##* }-venv
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing $package ..."
        if (apt-get update && DEBIAN_FRONTEND=noninteractive \
            apt-get install --yes --no-install-recommends "$package") >$log 2>&1; then
            python=$name
        fi
    fi
    { [ -n "$python" ] && has_venv "$python"; } ||
        fail "$name cannot make environments yet: install that part of it (Debian and Ubuntu: sudo apt-get install $package), then run this again."
fi

where='install a newer one (https://www.python.org/downloads/) or name one, for example: make env PYTHON=/path/to/python3.11'
if [ -z "$python" ]; then
    [ -z "$too_old" ] || fail "Python 3.11 or newer is needed, but $too_old: $where"
    [ -z "${PYTHON:-}" ] || fail "PYTHON=$PYTHON is no Python that starts here: name one of 3.11 or newer, for example: make env PYTHON=/path/to/python3.11"
    fail "Python 3.11 or newer is needed, but none was found: $where"
fi

before=''
[ ! -x .venv/bin/python ] || before=$(.venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])') || before=''
if [ -n "${PYTHON:-}" ] && [ -n "$before" ] && [ "$before" != "$version" ]; then
    fail "The workshop is set up with Python $before already: to set it up with $PYTHON ($version), run make clean, then this again."
fi

# --- the packages ----------------------------------------------------------------------------

# Moved aside, not removed: when an update fails before it changed anything (no network), what
# was there stays usable; when it is killed half-way, the missing stamp has it made anew.
[ ! -f $ready ] || mv $ready $ready.before

pip_install() {
    .venv/bin/python -m pip install --disable-pip-version-check --no-input -c constraints.txt "$@"
}

install_all() {
    # The real file behind the name, so that the environment is seen to be broken when the
    # system moves on to another Python, and is not made from itself when it is active.
    [ -x .venv/bin/python ] || "$("$python" -c \
        'import os, sys; print(os.path.realpath(sys._base_executable))')" -m venv .venv || return
    # The build tools first and pinned as well: without build isolation, a change under share/
    # or etc/ can be installed with no network.
    pip_install hatchling editables && pip_install --no-build-isolation -e '.[dev]'
}

say "Setting up .venv with $("$python" --version 2>&1); the first time takes some minutes (to watch: tail -f $log)"
if ! install_all >$log 2>&1; then
    still=''
    if [ -f $ready.before ]; then
        mv $ready.before $ready
        still='; what was set up before still starts with .venv/bin/workshop lab'
    fi
    if grep -Eqi 'new connection|connection(error| aborted| broken| refused| reset)|failed to connect|max retries|timed ?out|name resolution|proxyerror|sslerror' $log; then
        fail "The Python packages could not be fetched: connect this computer to the internet and run this again (what pip said is in $log$still)."
    fi
    fail "The Python packages could not be installed: $(grep -i error $log | head -n 1) (all that pip said is in $log$still)."
fi

rm -f $ready.before
printf '%s\n' "$here" >$ready
