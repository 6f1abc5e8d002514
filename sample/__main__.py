"""`python -m sample [--faults] [--play EVENT]`: serve the newsroom until interrupted; events may be typed while it is served."""

from __future__ import annotations

import argparse
import sys

from sample.newsroom import PLAYS, Newsroom
from sample.server import PortTaken, serve
from sample.source_files import first_port


def main() -> int:
    """Serve, print the addresses, and read events from standard input, one a line."""
    parser = argparse.ArgumentParser(prog="python -m sample", description="Serve the sample newsroom on loopback.")
    parser.add_argument("--play", action="append", default=[], choices=PLAYS, help="let this happen first; may be given again")
    parser.add_argument("--faults", action="store_true", help="list the addresses that go wrong in the ministry's English feed")
    parser.add_argument("--port", type=int, help="the first of four ports; 0 takes any")
    options = parser.parse_args()
    newsroom = Newsroom(faults=options.faults, plays=options.play)
    try:
        with serve(newsroom, port=first_port() if options.port is None else options.port) as server:
            for site, address in server.sites.items():
                print(f"{site:12} {address}/")
            print(f"Type {', '.join(PLAYS)} to let it happen; Ctrl-C or the end of input stops.", flush=True)
            for line in sys.stdin:
                try:
                    newsroom.play(line.strip())
                except ValueError as error:
                    print(error)
    except (PortTaken, ValueError) as error:
        print(f"sample: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
