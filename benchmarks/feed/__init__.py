"""How soon a change is with whoever follows the feed, beside writers under load, and what the feed costs them.

writing (releases, stored until told to stop) --> reading (a listener, and programs that only ask) --> __main__ (the figures)
"""
