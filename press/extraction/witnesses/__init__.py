"""Those who say something of a page's fields, one a file. A witness reports what is written; it decides nothing."""
