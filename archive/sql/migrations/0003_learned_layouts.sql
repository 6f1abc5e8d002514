-- What is learned of a source's pages: its layouts, and how the last lesson went. Each reading knows which layouts it was offered,
-- so that an old capture that would be read otherwise today is found again.

-- The last lesson of a source. A lesson that found nothing is remembered too: how many pages came since says when to try again.
CREATE TABLE archive.lesson (
    source_id         text PRIMARY KEY REFERENCES archive.source,
    learned_at        timestamptz NOT NULL,
    reason            text NOT NULL,               -- what was learned from how many pages, or why nothing was
    extractor_version text NOT NULL,               -- the rules that taught
    pages             bigint NOT NULL,             -- pages of releases that the source had then
    in_vain           integer NOT NULL DEFAULT 0,  -- lessons in a row that found nothing new
    reread_after      uuid                         -- captures up to this one were read again since; null: all were
);

-- A learned layout, with its evidence. It stands for captures from `since` (null: from the first) until `until`; a retired one is
-- kept for these. A layout that is learned again after its end is a row of its own.
CREATE TABLE archive.layout (
    source_id      text NOT NULL REFERENCES archive.source,
    key            text NOT NULL,
    learned_at     timestamptz NOT NULL,
    learned        jsonb NOT NULL,                 -- press.learned_layout.LearnedLayout
    captures       uuid[] NOT NULL,                -- the pages of the lesson
    pages          integer NOT NULL,               -- of them, those that taught it
    agreement      real NOT NULL,                  -- with a careful reading of pages that were left out
    since          timestamptz,
    until          timestamptz,
    retired_at     timestamptz,
    retired_reason text,
    PRIMARY KEY (source_id, key, learned_at),
    CHECK ((retired_at IS NULL) = (until IS NULL))
);
CREATE UNIQUE INDEX layout_in_force ON archive.layout (source_id, key) WHERE retired_at IS NULL;

ALTER TABLE archive.revision
    ADD COLUMN layouts text[] NOT NULL DEFAULT '{}', -- keys of the learned layouts that this reading was offered
    ADD COLUMN layout_fit real;                      -- how well the best of them fits the page (0 to 1)
ALTER TABLE archive.lead
    ADD COLUMN layouts text[] NOT NULL DEFAULT '{}'; -- outcome not_a_release: the learned layouts that the reading was offered

GRANT SELECT, INSERT, UPDATE, DELETE ON archive.lesson, archive.layout TO press_writer;
