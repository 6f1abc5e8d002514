-- The three roles, and what they need of this database. Run before the first migration and again by every `scrapy migrate`:
-- roles belong to the cluster, where another archive may have made them, and a dump that is restored brings no database rights.
--
--   press_owner   owns the schemas; migrations run as it
--   press_writer  reads and writes rows, creates nothing
--   press_reader  reads the views of schema press and nothing else
DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['press_owner', 'press_writer', 'press_reader'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;  -- somebody else made it at the same instant, from another database of this cluster
            END;
        END IF;
        -- Who creates a role may not become it by that alone: before 16 there is no membership, since then one without SET.
        BEGIN
            EXECUTE format('SET LOCAL ROLE %I', role_name);
            EXECUTE 'RESET ROLE';
        EXCEPTION WHEN insufficient_privilege THEN
            EXECUTE format('GRANT %I TO %I', role_name, session_user);
        END;
    END LOOP;

    IF NOT has_database_privilege('press_owner', current_database(), 'CREATE') THEN
        EXECUTE format('GRANT CREATE ON DATABASE %I TO press_owner', current_database());
    END IF;
    -- Everybody may make temporary tables unless it is taken away; a reader's could fill the disk.
    IF has_database_privilege('press_reader', current_database(), 'TEMPORARY') THEN
        EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    END IF;
END
$$;
