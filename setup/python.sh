#!/bin/sh
# Prints the path of a Python that can run the project: 3.11 to 3.14 (the embedded PostgreSQL's wheels know no others).
# PYTHON in the environment names one to use instead of those found on PATH.
set -u
for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    "$candidate" -c 'import sys; (3, 11) <= sys.version_info < (3, 15) or sys.exit(1); print(sys.executable)' 2>/dev/null && exit 0
done
echo "No Python 3.11 to 3.14 among: ${PYTHON:-python3, python3.11 … python3.14 on PATH}. Install one, or name it: make PYTHON=/path/to/python" >&2
exit 1
