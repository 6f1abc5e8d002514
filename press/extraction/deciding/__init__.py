"""Who is believed, one file a field: testimonies in, a value and its Finding out."""
