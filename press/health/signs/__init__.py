"""The signs, each found by a pure function of a source's record: in its pages, in its visits, in its silence."""
