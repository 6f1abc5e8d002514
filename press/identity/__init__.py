"""Which pages are one release: keys, membership, roles, and the order of a page's revisions. Pure."""
