-- name: lock
-- One migrator at a time in a database; it ends with the session, also where that is killed. The number is this program's own
-- choice ('press' in ASCII), and means nothing to anybody else.
SELECT pg_advisory_lock(482955588467)

-- name: is_empty
-- Whether no migration ever ran here.
SELECT to_regclass('archive.schema_migration') IS NULL AS is_empty

-- name: applied
SELECT version, name, sha256 FROM archive.schema_migration ORDER BY version

-- name: record
INSERT INTO archive.schema_migration (version, name, sha256) VALUES (%(version)s, %(name)s, %(sha256)s)

-- name: schema_version
-- Through the view, which every role may read.
SELECT schema_version FROM press.archive
