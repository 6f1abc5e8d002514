#!/bin/sh
# Brings uv into .bootstrap/, or a newer pip where there is no uv for this machine: the pip that older Pythons come with
# stops with an error of its own on some of the locked packages. Both are pinned by hash in requirements-bootstrap.lock.
set -eu
cmp -s requirements-bootstrap.lock .bootstrap/installed.lock && .bootstrap/bin/python -c '' 2>/dev/null && exit 0

python=$(sh setup/python.sh)
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "$python cannot make virtual environments. Install what it lacks (Debian, Ubuntu: apt-get install python3-venv)." >&2
    exit 1
fi
"$python" -m venv --clear .bootstrap
pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 .bootstrap/bin/python -m pip install --quiet --require-hashes --only-binary :all:"
if ! $pip -r requirements-bootstrap.lock; then
    echo "No uv to be had; trying with a newer pip alone, which is slower." >&2
    awk '/^[^ ]/ { wanted = /^pip==/ } wanted' requirements-bootstrap.lock > .bootstrap/pip.lock
    if ! $pip -r .bootstrap/pip.lock; then
        echo "No newer pip either: the package index cannot be reached. Mend the network or pip's configuration and run make again." >&2
        exit 1
    fi
fi
cp requirements-bootstrap.lock .bootstrap/installed.lock
