"""The embedded PostgreSQL: found in its wheel, started for whoever needs it, stopped by whoever leaves last."""
