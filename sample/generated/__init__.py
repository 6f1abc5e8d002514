"""Whole invented sites made from a seed: what a person who knows only an address would meet, with the truth beside it.

tongues (sentences) --> stories (texts) --> themes (one file a kind of site: addresses, markup, ways, traps) --> site (served on loopback, with a log)
"""
