-- How many releases became known after a change: the demo's last line.
SELECT count(*) AS new FROM press.change WHERE kind = 'new' AND change_id > %(after)s
