-- name: grant
-- Workers take and end jobs; DDL stays with press_owner.
GRANT USAGE ON SCHEMA queue TO press_writer;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA queue TO press_writer;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA queue TO press_writer
