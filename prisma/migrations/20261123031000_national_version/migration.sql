-- One number that tells every process whether what it keeps in memory of the national picture is still true. It is a row, not a sequence, so that a
-- reader sees the new number only together with the rows it stands for.
CREATE TABLE "national_version" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "version" BIGINT NOT NULL,

    CONSTRAINT "national_version_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "national_version" ADD CONSTRAINT "national_version_is_one_row" CHECK ("id" = 1);
INSERT INTO "national_version" ("version") VALUES (0);

CREATE FUNCTION "raise_national_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE "national_version" SET "version" = "version" + 1;
    RETURN NULL;
END;
$$;
CREATE TRIGGER "authority_raises_national_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "authority"
    FOR EACH STATEMENT EXECUTE FUNCTION "raise_national_version"();
CREATE TRIGGER "inspection_raises_national_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "inspection"
    FOR EACH STATEMENT EXECUTE FUNCTION "raise_national_version"();
CREATE TRIGGER "inspection_dates_raise_national_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "inspection_dates"
    FOR EACH STATEMENT EXECUTE FUNCTION "raise_national_version"();
CREATE TRIGGER "judgement_raises_national_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "judgement"
    FOR EACH STATEMENT EXECUTE FUNCTION "raise_national_version"();
CREATE TRIGGER "neighbour_raises_national_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "neighbour"
    FOR EACH STATEMENT EXECUTE FUNCTION "raise_national_version"();
