-- name: grant_schema
-- Workers take and end jobs; DDL stays with press_owner.
GRANT USAGE ON SCHEMA queue TO press_writer

-- name: grant_tables
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA queue TO press_writer

-- name: grant_sequences
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA queue TO press_writer
