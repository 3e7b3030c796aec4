-- What inspectors found, the plan that answers it, its evidence and money, and what the council says of itself.

CREATE TABLE "finding" (
    "id" TEXT NOT NULL,
    "inspection_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "area" TEXT,
    "reference" TEXT,
    "title" TEXT NOT NULL,
    "paraphrase" TEXT NOT NULL,
    "inspectors_words" TEXT,
    "place" TEXT,
    "repeats_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "finding_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "inspection_draft" (
    "id" TEXT NOT NULL,
    "authority_id" INTEGER NOT NULL,
    "inspection_id" INTEGER,
    "content" TEXT NOT NULL,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "inspection_draft_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "plan" (
    "id" TEXT NOT NULL,
    "authority_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "partners" TEXT[],
    "begins_on" DATE NOT NULL,
    "ended_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "plan_event" (
    "plan_id" TEXT NOT NULL,
    "inspection_id" INTEGER NOT NULL,

    CONSTRAINT "plan_event_pkey" PRIMARY KEY ("plan_id","inspection_id")
);

CREATE TABLE "objective" (
    "id" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "outcome" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "objective_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "action" (
    "id" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "objective_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "change" TEXT,
    "measure" TEXT,
    "area" TEXT,
    "owner_id" TEXT,
    "owner_title" TEXT,
    "partner" TEXT,
    "starts_on" DATE,
    "due_on" DATE NOT NULL,
    "stopped_on" DATE,
    "stopped_reason" TEXT,
    "closed_on" DATE,
    "closed_by" TEXT,
    "reopened_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "action_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "action_step" (
    "id" TEXT NOT NULL,
    "action_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "done_on" DATE,

    CONSTRAINT "action_step_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "action_finding" (
    "action_id" TEXT NOT NULL,
    "finding_id" TEXT NOT NULL,

    CONSTRAINT "action_finding_pkey" PRIMARY KEY ("action_id","finding_id")
);

CREATE TABLE "action_dependency" (
    "action_id" TEXT NOT NULL,
    "needs_id" TEXT NOT NULL,

    CONSTRAINT "action_dependency_pkey" PRIMARY KEY ("action_id","needs_id")
);

CREATE TABLE "date_move" (
    "action_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "from" DATE NOT NULL,
    "to" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "moved_on" DATE NOT NULL,
    "moved_by" TEXT NOT NULL,

    CONSTRAINT "date_move_pkey" PRIMARY KEY ("action_id","position")
);

CREATE TABLE "progress_update" (
    "id" TEXT NOT NULL,
    "action_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reported_by" TEXT NOT NULL,
    "done" TEXT NOT NULL,
    "difference" TEXT,
    "steps_finished" TEXT[],
    "finished" BOOLEAN NOT NULL,
    "at_risk" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "progress_update_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "progress_internal" (
    "update_id" TEXT NOT NULL,
    "confidence" TEXT,
    "blockers" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "progress_internal_pkey" PRIMARY KEY ("update_id")
);

CREATE TABLE "evidence" (
    "id" TEXT NOT NULL,
    "action_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "dated_on" DATE,
    "link" TEXT,
    "shows" TEXT,
    "given_on" DATE,
    "given_by" TEXT,
    "verdict" TEXT,
    "verdict_why" TEXT,
    "checked_on" DATE,
    "checked_by" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "investment" (
    "id" TEXT NOT NULL,
    "authority_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "pence" BIGINT NOT NULL,
    "first_year" INTEGER NOT NULL,
    "last_year" INTEGER,
    "decided_by" TEXT,
    "decided_on" DATE,
    "decision" TEXT NOT NULL,
    "source_name" TEXT,
    "source_url" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "investment_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "investment_action" (
    "investment_id" TEXT NOT NULL,
    "action_id" TEXT NOT NULL,

    CONSTRAINT "investment_action_pkey" PRIMARY KEY ("investment_id","action_id")
);

CREATE TABLE "plan_publication" (
    "id" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by" TEXT NOT NULL,
    "note" TEXT,
    "content" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "plan_publication_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "plan_upload" (
    "id" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    "file_name" TEXT NOT NULL,
    "rows" TEXT NOT NULL,
    "columns" TEXT,

    CONSTRAINT "plan_upload_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "column_match" (
    "authority_id" INTEGER NOT NULL,
    "heading" TEXT NOT NULL,
    "field" TEXT NOT NULL,

    CONSTRAINT "column_match_pkey" PRIMARY KEY ("authority_id","heading")
);

CREATE TABLE "calendar_feed" (
    "person_id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("person_id")
);

CREATE TABLE "sent_reminder" (
    "key" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sent_reminder_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "self_evaluation" (
    "id" TEXT NOT NULL,
    "authority_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "known" TEXT,
    "how_known" TEXT,
    "plans" TEXT,
    "submitted_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "self_evaluation_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "self_evaluation_grade" (
    "self_evaluation_id" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "grade" TEXT NOT NULL,
    "evidence" TEXT,

    CONSTRAINT "self_evaluation_grade_pkey" PRIMARY KEY ("self_evaluation_id","area")
);

CREATE INDEX "finding_repeats_id_idx" ON "finding"("repeats_id");

CREATE INDEX "finding_inspection_id_position_idx" ON "finding"("inspection_id", "position");

CREATE INDEX "inspection_draft_authority_id_changed_at_idx" ON "inspection_draft"("authority_id", "changed_at" DESC);

CREATE UNIQUE INDEX "inspection_draft_inspection_id_key" ON "inspection_draft"("inspection_id");

CREATE INDEX "plan_authority_id_begins_on_idx" ON "plan"("authority_id", "begins_on" DESC);

CREATE INDEX "plan_event_inspection_id_idx" ON "plan_event"("inspection_id");

CREATE UNIQUE INDEX "objective_plan_id_number_key" ON "objective"("plan_id", "number");

CREATE UNIQUE INDEX "objective_id_plan_id_key" ON "objective"("id", "plan_id");

CREATE INDEX "action_plan_id_due_on_id_idx" ON "action"("plan_id", "due_on", "id");

CREATE INDEX "action_owner_id_due_on_idx" ON "action"("owner_id", "due_on");

CREATE UNIQUE INDEX "action_objective_id_number_key" ON "action"("objective_id", "number");

CREATE UNIQUE INDEX "action_step_action_id_position_key" ON "action_step"("action_id", "position");

CREATE INDEX "action_finding_finding_id_idx" ON "action_finding"("finding_id");

CREATE INDEX "action_dependency_needs_id_idx" ON "action_dependency"("needs_id");

CREATE INDEX "progress_update_action_id_at_idx" ON "progress_update"("action_id", "at" DESC);

CREATE INDEX "evidence_action_id_idx" ON "evidence"("action_id");

CREATE INDEX "investment_authority_id_first_year_id_idx" ON "investment"("authority_id", "first_year", "id");

CREATE INDEX "investment_action_action_id_idx" ON "investment_action"("action_id");

CREATE UNIQUE INDEX "plan_publication_plan_id_number_key" ON "plan_publication"("plan_id", "number");

CREATE INDEX "plan_upload_plan_id_idx" ON "plan_upload"("plan_id");

CREATE INDEX "plan_upload_uploaded_at_idx" ON "plan_upload"("uploaded_at");

CREATE UNIQUE INDEX "calendar_feed_token_hash_key" ON "calendar_feed"("token_hash");

CREATE INDEX "sent_reminder_sent_at_idx" ON "sent_reminder"("sent_at");

CREATE UNIQUE INDEX "self_evaluation_authority_id_year_key" ON "self_evaluation"("authority_id", "year");

ALTER TABLE "finding" ADD CONSTRAINT "finding_inspection_id_fkey" FOREIGN KEY ("inspection_id") REFERENCES "inspection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "finding" ADD CONSTRAINT "finding_repeats_id_fkey" FOREIGN KEY ("repeats_id") REFERENCES "finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "inspection_draft" ADD CONSTRAINT "inspection_draft_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "inspection_draft" ADD CONSTRAINT "inspection_draft_inspection_id_fkey" FOREIGN KEY ("inspection_id") REFERENCES "inspection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "plan" ADD CONSTRAINT "plan_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "plan_event" ADD CONSTRAINT "plan_event_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "plan_event" ADD CONSTRAINT "plan_event_inspection_id_fkey" FOREIGN KEY ("inspection_id") REFERENCES "inspection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "objective" ADD CONSTRAINT "objective_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "action" ADD CONSTRAINT "action_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "action" ADD CONSTRAINT "action_objective_id_plan_id_fkey" FOREIGN KEY ("objective_id", "plan_id") REFERENCES "objective"("id", "plan_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "action" ADD CONSTRAINT "action_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "action_step" ADD CONSTRAINT "action_step_action_id_fkey" FOREIGN KEY ("action_id") REFERENCES "action"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "action_finding" ADD CONSTRAINT "action_finding_action_id_fkey" FOREIGN KEY ("action_id") REFERENCES "action"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "action_finding" ADD CONSTRAINT "action_finding_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "action_dependency" ADD CONSTRAINT "action_dependency_action_id_fkey" FOREIGN KEY ("action_id") REFERENCES "action"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "action_dependency" ADD CONSTRAINT "action_dependency_needs_id_fkey" FOREIGN KEY ("needs_id") REFERENCES "action"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "date_move" ADD CONSTRAINT "date_move_action_id_fkey" FOREIGN KEY ("action_id") REFERENCES "action"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "progress_update" ADD CONSTRAINT "progress_update_action_id_fkey" FOREIGN KEY ("action_id") REFERENCES "action"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "progress_internal" ADD CONSTRAINT "progress_internal_update_id_fkey" FOREIGN KEY ("update_id") REFERENCES "progress_update"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "evidence" ADD CONSTRAINT "evidence_action_id_fkey" FOREIGN KEY ("action_id") REFERENCES "action"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "investment" ADD CONSTRAINT "investment_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "investment_action" ADD CONSTRAINT "investment_action_investment_id_fkey" FOREIGN KEY ("investment_id") REFERENCES "investment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "investment_action" ADD CONSTRAINT "investment_action_action_id_fkey" FOREIGN KEY ("action_id") REFERENCES "action"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "plan_publication" ADD CONSTRAINT "plan_publication_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "plan_upload" ADD CONSTRAINT "plan_upload_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "column_match" ADD CONSTRAINT "column_match_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "self_evaluation" ADD CONSTRAINT "self_evaluation_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "self_evaluation_grade" ADD CONSTRAINT "self_evaluation_grade_self_evaluation_id_fkey" FOREIGN KEY ("self_evaluation_id") REFERENCES "self_evaluation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on: rules that Prisma's schema cannot state.

-- A report or letter is said in the product's own words, of an event of the same council where it repeats one.
ALTER TABLE "finding"
    ADD CONSTRAINT "finding_kind_is_known" CHECK ("kind" IN ('area-for-improvement', 'priority-action', 'strength', 'recommendation')),
    ADD CONSTRAINT "finding_area_is_a_key" CHECK ("area" ~ '^[a-z]+(-[a-z]+)*$'),
    ADD CONSTRAINT "finding_reference_is_of_the_national_framework" CHECK ("reference" ~ '^(outcome|enabler)-[1-9]$'),
    ADD CONSTRAINT "finding_position_counts_from_one" CHECK ("position" >= 1),
    ADD CONSTRAINT "finding_title_is_not_blank" CHECK (btrim("title") <> ''),
    ADD CONSTRAINT "finding_paraphrase_is_not_blank" CHECK (btrim("paraphrase") <> ''),
    ADD CONSTRAINT "finding_repeats_another" CHECK ("repeats_id" <> "id");
CREATE FUNCTION "check_finding_repeats_of_same_council"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."repeats_id" IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM "finding" f JOIN "inspection" theirs ON theirs."id" = f."inspection_id" JOIN "inspection" ours ON ours."id" = NEW."inspection_id"
        WHERE f."id" = NEW."repeats_id" AND theirs."authority_id" = ours."authority_id" AND theirs."starts_on" < ours."starts_on"
    ) THEN
        RAISE EXCEPTION 'finding % repeats no earlier finding of the same council', NEW."id" USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER "finding_repeats_of_same_council" AFTER INSERT OR UPDATE ON "finding"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "check_finding_repeats_of_same_council"();

ALTER TABLE "inspection_draft" ADD CONSTRAINT "inspection_draft_content_is_an_object" CHECK ("content" LIKE '{%}');

ALTER TABLE "plan"
    ALTER COLUMN "partners" SET NOT NULL,
    ADD CONSTRAINT "plan_title_is_not_blank" CHECK (btrim("title") <> ''),
    ADD CONSTRAINT "plan_ends_after_it_begins" CHECK ("ended_on" >= "begins_on");
ALTER TABLE "objective"
    ADD CONSTRAINT "objective_number_counts_from_one" CHECK ("number" >= 1),
    ADD CONSTRAINT "objective_title_is_not_blank" CHECK (btrim("title") <> '');
ALTER TABLE "action"
    ADD CONSTRAINT "action_number_counts_from_one" CHECK ("number" >= 1),
    ADD CONSTRAINT "action_title_is_not_blank" CHECK (btrim("title") <> ''),
    ADD CONSTRAINT "action_area_is_a_key" CHECK ("area" ~ '^[a-z]+(-[a-z]+)*$'),
    ADD CONSTRAINT "action_is_due_after_it_starts" CHECK ("due_on" >= "starts_on"),
    ADD CONSTRAINT "action_stop_has_a_reason" CHECK (("stopped_on" IS NULL) = ("stopped_reason" IS NULL) AND btrim("stopped_reason") <> ''),
    ADD CONSTRAINT "action_is_closed_by_somebody" CHECK (("closed_on" IS NULL) = ("closed_by" IS NULL)),
    ADD CONSTRAINT "action_is_not_stopped_and_closed" CHECK ("stopped_on" IS NULL OR "closed_on" IS NULL);
ALTER TABLE "action_step"
    ADD CONSTRAINT "action_step_position_counts_from_one" CHECK ("position" >= 1),
    ADD CONSTRAINT "action_step_text_is_not_blank" CHECK (btrim("text") <> '');
ALTER TABLE "action_dependency" ADD CONSTRAINT "action_dependency_is_on_another" CHECK ("action_id" <> "needs_id");
ALTER TABLE "date_move"
    ADD CONSTRAINT "date_move_position_counts_from_one" CHECK ("position" >= 1),
    ADD CONSTRAINT "date_move_is_a_move" CHECK ("from" <> "to"),
    ADD CONSTRAINT "date_move_has_a_reason" CHECK (btrim("reason") <> '');

-- A due date moves only with a move that says why, written down before it: the last one leads from the old date to the new one.
CREATE FUNCTION "check_due_date_moves"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD."due_on" <> NEW."due_on" AND NOT EXISTS (
        SELECT 1 FROM (SELECT m."from", m."to" FROM "date_move" m WHERE m."action_id" = NEW."id" ORDER BY m."position" DESC LIMIT 1) last
        WHERE last."from" = OLD."due_on" AND last."to" = NEW."due_on"
    ) THEN
        RAISE EXCEPTION 'action %: the due date moved without a reason', NEW."id" USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER "action_due_date_moves_with_a_reason" BEFORE UPDATE OF "due_on" ON "action"
    FOR EACH ROW EXECUTE FUNCTION "check_due_date_moves"();

-- What was reported, moved or published stays as it was.
CREATE FUNCTION "refuse_change_of_record"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER "progress_update_stays" BEFORE UPDATE OR DELETE OR TRUNCATE ON "progress_update"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_record"();
CREATE TRIGGER "progress_internal_stays" BEFORE UPDATE OR DELETE OR TRUNCATE ON "progress_internal"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_record"();
CREATE TRIGGER "date_move_stays" BEFORE UPDATE OR DELETE OR TRUNCATE ON "date_move"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_record"();
CREATE TRIGGER "plan_publication_stays" BEFORE UPDATE OR DELETE OR TRUNCATE ON "plan_publication"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_record"();

ALTER TABLE "progress_update"
    ALTER COLUMN "steps_finished" SET NOT NULL,
    ADD CONSTRAINT "progress_update_says_what_was_done" CHECK (btrim("done") <> ''),
    ADD CONSTRAINT "progress_update_is_not_finished_and_at_risk" CHECK (NOT ("finished" AND "at_risk"));
ALTER TABLE "progress_internal"
    ADD CONSTRAINT "progress_internal_confidence_is_known" CHECK ("confidence" IN ('high', 'medium', 'low')),
    ADD CONSTRAINT "progress_internal_says_something" CHECK (num_nonnulls("confidence", "blockers") > 0 AND btrim("blockers") <> '');

ALTER TABLE "evidence"
    ADD CONSTRAINT "evidence_title_is_not_blank" CHECK (btrim("title") <> ''),
    ADD CONSTRAINT "evidence_kind_is_known" CHECK ("kind" IN ('audit', 'case-sample', 'feedback', 'data', 'peer-review', 'external')),
    ADD CONSTRAINT "evidence_is_given_by_somebody" CHECK (("given_on" IS NULL) = ("given_by" IS NULL)),
    ADD CONSTRAINT "evidence_given_shows_something" CHECK (("given_on" IS NULL) = ("shows" IS NULL) AND btrim("shows") <> ''),
    ADD CONSTRAINT "evidence_link_is_a_web_address" CHECK ("link" ~ '^https?://'),
    ADD CONSTRAINT "evidence_verdict_is_known" CHECK ("verdict" IN ('accepted', 'returned')),
    ADD CONSTRAINT "evidence_verdict_is_of_what_was_given" CHECK ("verdict" IS NULL OR "given_on" IS NOT NULL),
    ADD CONSTRAINT "evidence_verdict_is_somebodys" CHECK (("verdict" IS NULL) = ("checked_by" IS NULL) AND ("verdict" IS NULL) = ("checked_on" IS NULL)),
    ADD CONSTRAINT "evidence_is_returned_with_a_reason" CHECK ("verdict" IS DISTINCT FROM 'returned' OR btrim(coalesce("verdict_why", '')) <> ''),
    ADD CONSTRAINT "evidence_is_checked_by_a_second_person" CHECK ("checked_by" <> "given_by");

ALTER TABLE "investment"
    ADD CONSTRAINT "investment_title_is_not_blank" CHECK (btrim("title") <> ''),
    ADD CONSTRAINT "investment_purpose_is_not_blank" CHECK (btrim("purpose") <> ''),
    ADD CONSTRAINT "investment_kind_is_known" CHECK ("kind" IN ('one-off', 'recurrent')),
    ADD CONSTRAINT "investment_is_more_than_nothing" CHECK ("pence" > 0),
    ADD CONSTRAINT "investment_one_off_has_an_end" CHECK ("kind" = 'recurrent' OR "last_year" IS NOT NULL),
    ADD CONSTRAINT "investment_years_are_in_order" CHECK ("last_year" >= "first_year"),
    ADD CONSTRAINT "investment_years_are_years" CHECK ("first_year" BETWEEN 2000 AND 2100 AND "last_year" <= 2100),
    ADD CONSTRAINT "investment_decision_is_known" CHECK ("decision" IN ('considered', 'agreed')),
    ADD CONSTRAINT "investment_source_is_a_web_address" CHECK ("source_url" ~ '^https?://');

ALTER TABLE "self_evaluation"
    ADD CONSTRAINT "self_evaluation_year_is_a_year" CHECK ("year" BETWEEN 2000 AND 2100),
    ADD CONSTRAINT "self_evaluation_is_complete_when_submitted" CHECK ("submitted_on" IS NULL OR num_nonnulls("known", "how_known", "plans") = 3);
ALTER TABLE "self_evaluation_grade"
    ADD CONSTRAINT "self_evaluation_grade_area_is_a_key" CHECK ("area" ~ '^[a-z]+(-[a-z]+)*$'),
    ADD CONSTRAINT "self_evaluation_grade_is_known" CHECK ("grade" IN ('outstanding', 'good', 'requires-improvement', 'inadequate'));

ALTER TABLE "plan_publication"
    ADD CONSTRAINT "plan_publication_number_counts_from_one" CHECK ("number" >= 1),
    ADD CONSTRAINT "plan_publication_hash_is_of_its_content" CHECK ("hash" = encode(sha256(convert_to("content", 'UTF8')), 'hex'));
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_token_hash_is_a_hash" CHECK ("token_hash" ~ '^[0-9a-f]{64}$');

-- What a plan answers, needs and is paid by belongs to its own council.
CREATE FUNCTION "refuse_mixed_councils"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    "councils" INTEGER;
BEGIN
    EXECUTE TG_ARGV[0] INTO "councils" USING NEW;
    IF "councils" <> 1 THEN
        RAISE EXCEPTION '% joins records of two councils', TG_TABLE_NAME USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END;
$$;
CREATE TRIGGER "plan_event_of_one_council" AFTER INSERT OR UPDATE ON "plan_event" FOR EACH ROW EXECUTE FUNCTION "refuse_mixed_councils"('
    SELECT count(DISTINCT a) FROM (
        SELECT "authority_id" FROM "plan" WHERE "id" = ($1)."plan_id"
        UNION ALL SELECT "authority_id" FROM "inspection" WHERE "id" = ($1)."inspection_id") councils(a)');
CREATE TRIGGER "action_finding_of_one_council" AFTER INSERT OR UPDATE ON "action_finding" FOR EACH ROW EXECUTE FUNCTION "refuse_mixed_councils"('
    SELECT count(DISTINCT a) FROM (
        SELECT p."authority_id" FROM "action" x JOIN "plan" p ON p."id" = x."plan_id" WHERE x."id" = ($1)."action_id"
        UNION ALL SELECT i."authority_id" FROM "finding" f JOIN "inspection" i ON i."id" = f."inspection_id" WHERE f."id" = ($1)."finding_id") councils(a)');
CREATE TRIGGER "action_dependency_of_one_council" AFTER INSERT OR UPDATE ON "action_dependency" FOR EACH ROW EXECUTE FUNCTION "refuse_mixed_councils"('
    SELECT count(DISTINCT p."authority_id") FROM "action" x JOIN "plan" p ON p."id" = x."plan_id" WHERE x."id" IN (($1)."action_id", ($1)."needs_id")');
CREATE TRIGGER "investment_action_of_one_council" AFTER INSERT OR UPDATE ON "investment_action" FOR EACH ROW EXECUTE FUNCTION "refuse_mixed_councils"('
    SELECT count(DISTINCT a) FROM (
        SELECT "authority_id" FROM "investment" WHERE "id" = ($1)."investment_id"
        UNION ALL SELECT p."authority_id" FROM "action" x JOIN "plan" p ON p."id" = x."plan_id" WHERE x."id" = ($1)."action_id") councils(a)');

CALL "track_history"('finding', 'finding', 'id');
CALL "track_history"('inspection_draft', 'inspection-draft', 'id');
CALL "track_history"('plan', 'plan', 'id');
CALL "track_history_of_part"('plan_event', 'plan', 'plan_id');
CALL "track_history"('objective', 'objective', 'id');
CALL "track_history"('action', 'action', 'id');
CALL "track_history_of_part"('action_step', 'action', 'action_id');
CALL "track_history_of_part"('action_finding', 'action', 'action_id');
CALL "track_history_of_part"('action_dependency', 'action', 'action_id');
CALL "track_history_of_part"('date_move', 'action', 'action_id');
CALL "track_history"('progress_update', 'progress-update', 'id');
CALL "track_history"('progress_internal', 'progress-internal', 'update_id');
CALL "track_history"('evidence', 'evidence', 'id');
CALL "track_history"('investment', 'investment', 'id');
CALL "track_history_of_part"('investment_action', 'investment', 'investment_id');
CALL "track_history"('self_evaluation', 'self-evaluation', 'id');
CALL "track_history_of_part"('self_evaluation_grade', 'self-evaluation', 'self_evaluation_id');
CALL "track_history"('plan_publication', 'plan-publication', 'id');
