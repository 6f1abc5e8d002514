#!/bin/sh
# environment.sh FOLDER LOCK [LOCK …]: the virtual environment FOLDER holds everything of the first LOCK, by hash.
# The other LOCKs are those whose packages the first one holds as well. A run that has nothing to do costs milliseconds:
# a copy of each lock that was installed stays in FOLDER/installed/. Nothing is ever uninstalled.
set -eu
folder=$1
lock=$2
shift
if [ ! -f "$lock" ]; then
    echo "$lock is missing: make lock writes it." >&2
    exit 1
fi
installed=$folder/installed
cmp -s "$lock" "$installed/$lock" && "$folder/bin/python" -c '' 2>/dev/null && exit 0

sh setup/bootstrap.sh
python=$(sh setup/python.sh)
if ! "$folder/bin/python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then
    mkdir -p "$(dirname "$folder")"
    "$python" -m venv --clear --without-pip "$folder"
fi
echo "Installing $lock into $folder" >&2
rm -rf "$installed"
if [ -x .bootstrap/bin/uv ]; then
    # Bytecode is made now, as pip does: where Python may not write it later, every start would compile 900 modules (1.3 s).
    UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1 UV_LINK_MODE=${UV_LINK_MODE:-copy} \
        .bootstrap/bin/uv pip install --quiet --python "$folder/bin/python" --require-hashes -r "$lock"
else
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
        .bootstrap/bin/python -m pip --python "$folder/bin/python" install --quiet --require-hashes -r "$lock"
fi
mkdir -p "$installed"
cp "$@" "$installed/"
