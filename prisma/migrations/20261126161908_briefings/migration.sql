-- Briefings for meetings: the officer's draft, what was published for good, and who has opened it.

CREATE TABLE "briefing" (
    "id" TEXT NOT NULL,
    "meeting_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "briefing_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "briefing_draft" (
    "meeting_id" TEXT NOT NULL,
    "as_at" DATE,
    "headline" TEXT,
    "lines" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "briefing_draft_pkey" PRIMARY KEY ("meeting_id")
);

CREATE TABLE "briefing_reading" (
    "briefing_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "briefing_reading_pkey" PRIMARY KEY ("briefing_id","person_id")
);

CREATE UNIQUE INDEX "briefing_meeting_id_number_key" ON "briefing"("meeting_id", "number");

CREATE INDEX "briefing_reading_person_id_idx" ON "briefing_reading"("person_id");

ALTER TABLE "briefing" ADD CONSTRAINT "briefing_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "briefing_draft" ADD CONSTRAINT "briefing_draft_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "briefing_reading" ADD CONSTRAINT "briefing_reading_briefing_id_fkey" FOREIGN KEY ("briefing_id") REFERENCES "briefing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "briefing_reading" ADD CONSTRAINT "briefing_reading_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on: rules that Prisma's schema cannot state.

ALTER TABLE "briefing"
    ADD CONSTRAINT "briefing_number_counts_from_one" CHECK ("number" >= 1),
    ADD CONSTRAINT "briefing_content_is_an_object" CHECK ("content" LIKE '{%}'),
    ADD CONSTRAINT "briefing_hash_is_of_its_content" CHECK ("hash" = encode(sha256(convert_to("content", 'UTF8')), 'hex'));
CREATE TRIGGER "briefing_stays" BEFORE UPDATE OR DELETE OR TRUNCATE ON "briefing"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_record"();

-- Each replaces the one before it: none is left out.
CREATE FUNCTION "check_briefing_number"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."number" > 1 AND NOT EXISTS (SELECT 1 FROM "briefing" b WHERE b."meeting_id" = NEW."meeting_id" AND b."number" = NEW."number" - 1) THEN
        RAISE EXCEPTION 'briefing % has none before it', NEW."number" USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER "briefing_follows_the_one_before" BEFORE INSERT ON "briefing" FOR EACH ROW EXECUTE FUNCTION "check_briefing_number"();

ALTER TABLE "briefing_draft"
    ADD CONSTRAINT "briefing_draft_headline_is_not_blank" CHECK (btrim("headline") <> ''),
    ADD CONSTRAINT "briefing_draft_lines_are_a_list" CHECK ("lines" LIKE '[%]');

CALL "track_history"('briefing', 'briefing', 'id');
CALL "track_history"('briefing_draft', 'briefing-draft', 'meeting_id');
