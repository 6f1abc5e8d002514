"""The set phrases of press releases, in English, French, Arabic, Spanish and Portuguese: one construct a file, pure.

Each function takes a line or a paragraph and says what it states, or None. All patterns are bounded: a line of any length
is read in time that grows with its length alone. `reading.read` puts them together over a whole text.
"""
