"""How many requests every candidate may have under way: the same for all, so that none waits where another does not."""

from __future__ import annotations

REQUESTS = 32  # in all
PER_HOST = 16  # the most that a source file allows
