"""The steps of a look at a site that ask for something, one file each. What comes is read and judged by pure functions."""
