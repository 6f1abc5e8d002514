"""`python -m sample.generated THEME`: serve one generated site until Ctrl-C."""

import sys
import threading

from sample.generated.site import SiteServer
from sample.generated.themes import THEMES

if len(sys.argv) != 2 or sys.argv[1] not in THEMES:
    sys.exit(f"usage: python -m sample.generated THEME, one of: {', '.join(THEMES)}")
with SiteServer(THEMES[sys.argv[1]]) as site:
    print(site.base, flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        print(f"{len(site.log)} requests")
