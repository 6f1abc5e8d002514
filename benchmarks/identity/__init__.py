"""Which pages are taken for copies of one release: measured on recorded releases with known pairs, and on pairs made of them."""
