-- Money says where its decision is written down, and what another source says differently. Nothing recorded any before.

ALTER TABLE "investment" ADD COLUMN "note" TEXT,
ALTER COLUMN "source_name" SET NOT NULL;

-- From here on: rules that Prisma's schema cannot state.

-- "Agreed" is the word of a minute: of a body, on a day.
ALTER TABLE "investment"
    ADD CONSTRAINT "investment_source_is_named" CHECK (btrim("source_name") <> ''),
    ADD CONSTRAINT "investment_note_is_not_blank" CHECK (btrim("note") <> ''),
    ADD CONSTRAINT "investment_decider_is_not_blank" CHECK (btrim("decided_by") <> ''),
    ADD CONSTRAINT "investment_is_agreed_by_a_body_on_a_day" CHECK ("decision" = 'considered' OR num_nonnulls("decided_by", "decided_on") = 2);

ALTER TABLE "self_evaluation"
    ADD CONSTRAINT "self_evaluation_answers_are_not_blank" CHECK (btrim("known") <> '' AND btrim("how_known") <> '' AND btrim("plans") <> '');
ALTER TABLE "self_evaluation_grade"
    ADD CONSTRAINT "self_evaluation_grade_evidence_is_not_blank" CHECK (btrim("evidence") <> '');

-- What was sent to Ofsted can be corrected, and does not become a draft again.
CREATE FUNCTION "refuse_return_to_draft"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'self-evaluation % was submitted', NEW."id" USING ERRCODE = 'check_violation';
END;
$$;
CREATE TRIGGER "self_evaluation_stays_submitted" BEFORE UPDATE ON "self_evaluation"
    FOR EACH ROW WHEN (OLD."submitted_on" IS NOT NULL AND NEW."submitted_on" IS NULL) EXECUTE FUNCTION "refuse_return_to_draft"();
