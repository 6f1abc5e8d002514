-- The newest change before the demo crawls.
SELECT change_head FROM press.archive
