"""How long a publication waits until it is captured: the schedule against a fixed interval, and against the best that can be."""
