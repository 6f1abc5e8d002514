-- name: feed
SELECT epoch, change_head FROM archive.feed
