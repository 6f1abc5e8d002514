-- name: standing
-- Which of roles.sql's ends are met: an administrator may have to do what this user may not.
SELECT array(SELECT wanted FROM unnest(ARRAY['press_owner', 'press_writer', 'press_reader']) AS wanted
             WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted)) AS missing,
       session_user::text AS me,
       current_database()::text AS database

-- name: rights
-- Of this database, once the roles are there.
SELECT has_database_privilege('press_owner', current_database(), 'CREATE') AS owner_creates,
       has_database_privilege('press_reader', current_database(), 'TEMPORARY') AS reader_makes_temporary
