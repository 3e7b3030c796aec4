-- Committees that scrutinise, their meetings, what they recommended and what their members asked.

CREATE TABLE "committee" (
    "id" TEXT NOT NULL,
    "authority_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "remit" TEXT,
    "link" TEXT,
    "ended_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "committee_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "meeting" (
    "id" TEXT NOT NULL,
    "authority_id" INTEGER NOT NULL,
    "committee_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "held_on" DATE NOT NULL,
    "starts_at" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "agenda_item" TEXT,
    "papers_link" TEXT,
    "cancelled_reason" TEXT,
    "minuted_on" DATE,
    "minutes_link" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "meeting_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "recommendation" (
    "id" TEXT NOT NULL,
    "meeting_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "wording" TEXT NOT NULL,
    "addressee" TEXT NOT NULL,
    "made_on" DATE NOT NULL,
    "given_on" DATE NOT NULL,
    "response" TEXT,
    "response_reason" TEXT,
    "responded_on" DATE,
    "implemented_on" DATE,
    "evidence" TEXT,
    "evidence_link" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "recommendation_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "recommendation_action" (
    "recommendation_id" TEXT NOT NULL,
    "action_id" TEXT NOT NULL,

    CONSTRAINT "recommendation_action_pkey" PRIMARY KEY ("recommendation_id","action_id")
);

CREATE TABLE "question" (
    "id" TEXT NOT NULL,
    "meeting_id" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "finding_id" TEXT,
    "action_id" TEXT,
    "indicator_id" INTEGER,
    "text" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answered_by" TEXT,
    "answered_by_title" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "joins_briefing" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "committee_authority_id_key_key" ON "committee"("authority_id", "key");

CREATE UNIQUE INDEX "committee_id_authority_id_key" ON "committee"("id", "authority_id");

CREATE INDEX "meeting_authority_id_held_on_starts_at_id_idx" ON "meeting"("authority_id", "held_on" DESC, "starts_at" DESC, "id");

CREATE INDEX "meeting_committee_id_idx" ON "meeting"("committee_id");

CREATE UNIQUE INDEX "meeting_authority_id_key_key" ON "meeting"("authority_id", "key");

CREATE UNIQUE INDEX "recommendation_meeting_id_number_key" ON "recommendation"("meeting_id", "number");

CREATE INDEX "recommendation_action_action_id_idx" ON "recommendation_action"("action_id");

CREATE INDEX "question_meeting_id_sent_at_id_idx" ON "question"("meeting_id", "sent_at", "id");

CREATE INDEX "question_asked_by_sent_at_idx" ON "question"("asked_by", "sent_at" DESC);

CREATE INDEX "question_finding_id_idx" ON "question"("finding_id");

CREATE INDEX "question_action_id_idx" ON "question"("action_id");

CREATE INDEX "question_indicator_id_idx" ON "question"("indicator_id");

ALTER TABLE "committee" ADD CONSTRAINT "committee_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "meeting" ADD CONSTRAINT "meeting_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "meeting" ADD CONSTRAINT "meeting_committee_id_authority_id_fkey" FOREIGN KEY ("committee_id", "authority_id") REFERENCES "committee"("id", "authority_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "recommendation_action" ADD CONSTRAINT "recommendation_action_recommendation_id_fkey" FOREIGN KEY ("recommendation_id") REFERENCES "recommendation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "recommendation_action" ADD CONSTRAINT "recommendation_action_action_id_fkey" FOREIGN KEY ("action_id") REFERENCES "action"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "question" ADD CONSTRAINT "question_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "question" ADD CONSTRAINT "question_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "question" ADD CONSTRAINT "question_action_id_fkey" FOREIGN KEY ("action_id") REFERENCES "action"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "question" ADD CONSTRAINT "question_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on: rules that Prisma's schema cannot state.

ALTER TABLE "committee"
    ADD CONSTRAINT "committee_key_is_a_key" CHECK ("key" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length("key") <= 60),
    ADD CONSTRAINT "committee_name_is_not_blank" CHECK (btrim("name") <> ''),
    ADD CONSTRAINT "committee_remit_is_not_blank" CHECK (btrim("remit") <> ''),
    ADD CONSTRAINT "committee_link_is_a_web_address" CHECK ("link" ~ '^https?://');

ALTER TABLE "meeting"
    ADD CONSTRAINT "meeting_key_is_a_day_and_a_key" CHECK ("key" ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9](-[a-z0-9]+)+$'),
    ADD CONSTRAINT "meeting_starts_at_a_time" CHECK ("starts_at" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    ADD CONSTRAINT "meeting_place_is_not_blank" CHECK (btrim("place") <> ''),
    ADD CONSTRAINT "meeting_agenda_item_is_not_blank" CHECK (btrim("agenda_item") <> ''),
    ADD CONSTRAINT "meeting_papers_are_at_a_web_address" CHECK ("papers_link" ~ '^https?://'),
    ADD CONSTRAINT "meeting_is_cancelled_with_a_reason" CHECK (btrim("cancelled_reason") <> ''),
    ADD CONSTRAINT "meeting_minutes_are_at_a_web_address" CHECK ("minutes_link" ~ '^https?://'),
    ADD CONSTRAINT "meeting_minutes_have_a_day" CHECK ("minutes_link" IS NULL OR "minuted_on" IS NOT NULL),
    ADD CONSTRAINT "meeting_is_minuted_after_it_was_held" CHECK ("minuted_on" >= "held_on"),
    ADD CONSTRAINT "meeting_is_not_cancelled_and_minuted" CHECK ("cancelled_reason" IS NULL OR "minuted_on" IS NULL);

ALTER TABLE "recommendation"
    ADD CONSTRAINT "recommendation_number_counts_from_one" CHECK ("number" >= 1),
    ADD CONSTRAINT "recommendation_wording_is_not_blank" CHECK (btrim("wording") <> ''),
    ADD CONSTRAINT "recommendation_addressee_is_not_blank" CHECK (btrim("addressee") <> ''),
    ADD CONSTRAINT "recommendation_is_given_once_made" CHECK ("given_on" >= "made_on"),
    ADD CONSTRAINT "recommendation_response_is_known" CHECK ("response" IN ('accepted', 'partly', 'rejected')),
    ADD CONSTRAINT "recommendation_response_has_a_day" CHECK (("response" IS NULL) = ("responded_on" IS NULL)),
    ADD CONSTRAINT "recommendation_is_answered_once_given" CHECK ("responded_on" >= "given_on"),
    ADD CONSTRAINT "recommendation_reason_is_of_a_response" CHECK ("response_reason" IS NULL OR ("response" IS NOT NULL AND btrim("response_reason") <> '')),
    ADD CONSTRAINT "recommendation_is_not_followed_with_a_reason" CHECK (coalesce("response", 'accepted') = 'accepted' OR "response_reason" IS NOT NULL),
    ADD CONSTRAINT "recommendation_is_implemented_with_evidence" CHECK (("implemented_on" IS NULL) = ("evidence" IS NULL) AND btrim("evidence") <> ''),
    ADD CONSTRAINT "recommendation_implemented_was_accepted" CHECK ("implemented_on" IS NULL OR coalesce("response", 'rejected') <> 'rejected'),
    ADD CONSTRAINT "recommendation_is_implemented_once_made" CHECK ("implemented_on" >= "made_on"),
    ADD CONSTRAINT "recommendation_evidence_is_at_a_web_address" CHECK ("evidence_link" ~ '^https?://' AND ("evidence_link" IS NULL OR "evidence" IS NOT NULL));

ALTER TABLE "question"
    ADD CONSTRAINT "question_is_about_one_thing" CHECK (num_nonnulls("finding_id", "action_id", "indicator_id") = 1),
    ADD CONSTRAINT "question_text_is_not_blank" CHECK (btrim("text") <> ''),
    ADD CONSTRAINT "question_answer_is_not_blank" CHECK (btrim("answer") <> ''),
    ADD CONSTRAINT "question_is_answered_by_somebody" CHECK (("answer" IS NULL) = ("answered_by" IS NULL) AND ("answer" IS NULL) = ("answered_at" IS NULL)),
    ADD CONSTRAINT "question_post_is_of_an_answer" CHECK ("answered_by_title" IS NULL OR ("answer" IS NOT NULL AND btrim("answered_by_title") <> '')),
    ADD CONSTRAINT "question_is_answered_after_it_was_sent" CHECK ("answered_at" >= "sent_at");

-- Addresses that papers and calendars name stay good, and what a member asked stays asked.
CREATE FUNCTION "refuse_change_of_columns"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of %: this never changes', TG_TABLE_NAME, NEW."id" USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER "committee_keeps_its_address" BEFORE UPDATE ON "committee" FOR EACH ROW
    WHEN ((OLD."id", OLD."key", OLD."authority_id") IS DISTINCT FROM (NEW."id", NEW."key", NEW."authority_id"))
    EXECUTE FUNCTION "refuse_change_of_columns"();
CREATE TRIGGER "meeting_keeps_its_address" BEFORE UPDATE ON "meeting" FOR EACH ROW
    WHEN ((OLD."id", OLD."key", OLD."authority_id", OLD."committee_id") IS DISTINCT FROM (NEW."id", NEW."key", NEW."authority_id", NEW."committee_id"))
    EXECUTE FUNCTION "refuse_change_of_columns"();
CREATE TRIGGER "recommendation_stays_in_its_meeting" BEFORE UPDATE ON "recommendation" FOR EACH ROW
    WHEN ((OLD."id", OLD."meeting_id", OLD."number") IS DISTINCT FROM (NEW."id", NEW."meeting_id", NEW."number"))
    EXECUTE FUNCTION "refuse_change_of_columns"();
CREATE TRIGGER "question_stays_as_asked" BEFORE UPDATE ON "question" FOR EACH ROW
    WHEN ((OLD."id", OLD."asked_by", OLD."finding_id", OLD."action_id", OLD."indicator_id", OLD."text", OLD."sent_at")
        IS DISTINCT FROM (NEW."id", NEW."asked_by", NEW."finding_id", NEW."action_id", NEW."indicator_id", NEW."text", NEW."sent_at"))
    EXECUTE FUNCTION "refuse_change_of_columns"();
CREATE TRIGGER "question_is_not_removed" BEFORE DELETE OR TRUNCATE ON "question" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_record"();

CREATE TRIGGER "recommendation_action_of_one_council" AFTER INSERT OR UPDATE ON "recommendation_action" FOR EACH ROW EXECUTE FUNCTION "refuse_mixed_councils"('
    SELECT count(DISTINCT a) FROM (
        SELECT m."authority_id" FROM "recommendation" r JOIN "meeting" m ON m."id" = r."meeting_id" WHERE r."id" = ($1)."recommendation_id"
        UNION ALL SELECT p."authority_id" FROM "action" x JOIN "plan" p ON p."id" = x."plan_id" WHERE x."id" = ($1)."action_id") councils(a)');
-- A published indicator has no council: count leaves nulls out.
CREATE TRIGGER "question_of_one_council" AFTER INSERT OR UPDATE ON "question" FOR EACH ROW EXECUTE FUNCTION "refuse_mixed_councils"('
    SELECT count(DISTINCT a) FROM (
        SELECT "authority_id" FROM "meeting" WHERE "id" = ($1)."meeting_id"
        UNION ALL SELECT i."authority_id" FROM "finding" f JOIN "inspection" i ON i."id" = f."inspection_id" WHERE f."id" = ($1)."finding_id"
        UNION ALL SELECT p."authority_id" FROM "action" x JOIN "plan" p ON p."id" = x."plan_id" WHERE x."id" = ($1)."action_id"
        UNION ALL SELECT "authority_id" FROM "indicator" WHERE "id" = ($1)."indicator_id") councils(a)');

CALL "track_history"('committee', 'committee', 'id');
CALL "track_history"('meeting', 'meeting', 'id');
CALL "track_history"('recommendation', 'recommendation', 'id');
CALL "track_history_of_part"('recommendation_action', 'recommendation', 'recommendation_id');
CALL "track_history"('question', 'question', 'id');
