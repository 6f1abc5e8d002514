-- name: feed
SELECT epoch, change_head FROM press.archive
