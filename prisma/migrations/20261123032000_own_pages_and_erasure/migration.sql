-- What people say of themselves, that they signed in, and how they are erased; and that no council is left without an administrator.

ALTER TABLE "person"
    ADD COLUMN "job_title" TEXT,
    ADD COLUMN "declined_letters" TEXT[] DEFAULT ARRAY[]::TEXT[],
    ADD COLUMN "erased_at" TIMESTAMPTZ(3);

CREATE TABLE "sign_in" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "way" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,

    CONSTRAINT "sign_in_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "sign_in_person_id_at_idx" ON "sign_in"("person_id", "at" DESC);
CREATE INDEX "sign_in_at_idx" ON "sign_in"("at");
ALTER TABLE "sign_in" ADD CONSTRAINT "sign_in_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on: rules that Prisma's schema cannot state.

ALTER TABLE "sign_in" ADD CONSTRAINT "sign_in_way_is_known" CHECK ("way" IN ('password', 'second-factor', 'council-account'));

ALTER TABLE "person"
    ALTER COLUMN "declined_letters" SET NOT NULL,
    ADD CONSTRAINT "person_job_title_is_not_blank" CHECK (btrim("job_title") <> ''),
    -- Whoever is erased is so entirely.
    ADD CONSTRAINT "person_erased_is_nobody" CHECK (
        "erased_at" IS NULL OR (
            "name" = 'a person no longer here' AND "email" = 'erased-' || "id" || '@invalid' AND "job_title" IS NULL
            AND NOT "operator" AND NOT "two_factor_enabled" AND cardinality("declined_letters") = 0
        )
    );

-- Nobody signs in as somebody who is erased, and nobody gives them roles.
CREATE FUNCTION "refuse_for_erased_person"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    "gone" TIMESTAMPTZ;
BEGIN
    -- An erasure under way holds the row; what comes back is the row as that leaves it.
    SELECT p."erased_at" INTO "gone" FROM "person" p WHERE p."id" = NEW."person_id" FOR KEY SHARE;
    IF "gone" IS NOT NULL THEN
        RAISE EXCEPTION 'person % is erased', NEW."person_id";
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER "account_is_of_somebody" BEFORE INSERT ON "account"
    FOR EACH ROW EXECUTE FUNCTION "refuse_for_erased_person"();
CREATE TRIGGER "session_is_of_somebody" BEFORE INSERT ON "session"
    FOR EACH ROW EXECUTE FUNCTION "refuse_for_erased_person"();
CREATE TRIGGER "sign_in_is_of_somebody" BEFORE INSERT ON "sign_in"
    FOR EACH ROW EXECUTE FUNCTION "refuse_for_erased_person"();
CREATE TRIGGER "membership_is_of_somebody" BEFORE INSERT OR UPDATE ON "membership"
    FOR EACH ROW WHEN (cardinality(NEW."roles") > 0) EXECUTE FUNCTION "refuse_for_erased_person"();

-- A council that has an administrator keeps one who is not suspended. At the end of the transaction, so that two can change places in one; the council's row
-- is locked, so that of two administrators who take each other's role at the same moment one is refused.
CREATE FUNCTION "refuse_removal_of_last_administrator"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM "authority" a WHERE a."id" = OLD."authority_id" FOR NO KEY UPDATE;
    IF NOT EXISTS (
        SELECT 1 FROM "membership" m WHERE m."authority_id" = OLD."authority_id" AND 'administrator' = ANY (m."roles") AND NOT m."suspended"
    ) THEN
        RAISE EXCEPTION 'council % would be left without its last administrator', OLD."authority_id";
    END IF;
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER "membership_leaves_an_administrator" AFTER UPDATE OR DELETE ON "membership"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ('administrator' = ANY (OLD."roles") AND NOT OLD."suspended")
    EXECUTE FUNCTION "refuse_removal_of_last_administrator"();
