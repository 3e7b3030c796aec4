-- Indicators: what is measured, what sources say of it, what a council wants it to be.

CREATE TABLE "indicator" (
    "id" SERIAL NOT NULL,
    "authority_id" INTEGER,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "decimals" INTEGER NOT NULL,
    "polarity" TEXT NOT NULL,
    "frequency" TEXT NOT NULL,
    "year_ends" TEXT,
    "area" TEXT,
    "reference" TEXT,
    "origin" TEXT,
    "source_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "indicator_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "geography" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "geography_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "geography_council" (
    "geography_id" INTEGER NOT NULL,
    "authority_id" INTEGER NOT NULL,

    CONSTRAINT "geography_council_pkey" PRIMARY KEY ("geography_id","authority_id")
);

CREATE TABLE "reading_import" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "source_id" INTEGER NOT NULL,
    "file_name" TEXT,
    "file_hash" TEXT,
    "reason" TEXT,
    "added" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "unchanged" INTEGER NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "reading_import_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "reading" (
    "indicator_id" INTEGER NOT NULL,
    "geography_id" INTEGER NOT NULL,
    "begins_on" DATE NOT NULL,
    "period" TEXT NOT NULL,
    "time_identifier" TEXT NOT NULL,
    "value" TEXT,
    "marker" TEXT,
    "base" TEXT,
    "import_id" INTEGER NOT NULL,

    CONSTRAINT "reading_pkey" PRIMARY KEY ("indicator_id","geography_id","begins_on")
);

CREATE TABLE "reading_correction" (
    "indicator_id" INTEGER NOT NULL,
    "geography_id" INTEGER NOT NULL,
    "begins_on" DATE NOT NULL,
    "import_id" INTEGER NOT NULL,
    "value" TEXT,
    "marker" TEXT,
    "base" TEXT,
    "earlier_import_id" INTEGER NOT NULL,

    CONSTRAINT "reading_correction_pkey" PRIMARY KEY ("indicator_id","geography_id","begins_on","import_id")
);

CREATE TABLE "target" (
    "id" TEXT NOT NULL,
    "authority_id" INTEGER NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    "by_on" DATE NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "target_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "indicator_note" (
    "id" TEXT NOT NULL,
    "authority_id" INTEGER NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "begins_on" DATE,
    "text" TEXT NOT NULL,
    "written_by" TEXT NOT NULL,
    "written_on" DATE NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "indicator_note_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "action_indicator" (
    "action_id" TEXT NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "target_value" TEXT,
    "target_on" DATE,

    CONSTRAINT "action_indicator_pkey" PRIMARY KEY ("action_id","indicator_id")
);

CREATE TABLE "investment_indicator" (
    "investment_id" TEXT NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "target_value" TEXT,
    "target_on" DATE,

    CONSTRAINT "investment_indicator_pkey" PRIMARY KEY ("investment_id","indicator_id")
);

CREATE UNIQUE INDEX "indicator_authority_id_key_key" ON "indicator"("authority_id", "key") NULLS NOT DISTINCT;

CREATE UNIQUE INDEX "geography_key_key" ON "geography"("key");

CREATE INDEX "geography_council_authority_id_idx" ON "geography_council"("authority_id");

CREATE INDEX "reading_import_loaded_at_idx" ON "reading_import"("loaded_at" DESC);

CREATE UNIQUE INDEX "target_authority_id_indicator_id_by_on_key" ON "target"("authority_id", "indicator_id", "by_on");

CREATE INDEX "indicator_note_authority_id_indicator_id_begins_on_idx" ON "indicator_note"("authority_id", "indicator_id", "begins_on");

CREATE INDEX "action_indicator_indicator_id_idx" ON "action_indicator"("indicator_id");

CREATE INDEX "investment_indicator_indicator_id_idx" ON "investment_indicator"("indicator_id");

ALTER TABLE "indicator" ADD CONSTRAINT "indicator_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "indicator" ADD CONSTRAINT "indicator_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "geography_council" ADD CONSTRAINT "geography_council_geography_id_fkey" FOREIGN KEY ("geography_id") REFERENCES "geography"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "geography_council" ADD CONSTRAINT "geography_council_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "reading_import" ADD CONSTRAINT "reading_import_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "reading" ADD CONSTRAINT "reading_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "reading" ADD CONSTRAINT "reading_geography_id_fkey" FOREIGN KEY ("geography_id") REFERENCES "geography"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "reading" ADD CONSTRAINT "reading_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "reading_import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "reading_correction" ADD CONSTRAINT "reading_correction_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "reading_import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "reading_correction" ADD CONSTRAINT "reading_correction_earlier_import_id_fkey" FOREIGN KEY ("earlier_import_id") REFERENCES "reading_import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "target" ADD CONSTRAINT "target_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "target" ADD CONSTRAINT "target_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "indicator_note" ADD CONSTRAINT "indicator_note_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "indicator_note" ADD CONSTRAINT "indicator_note_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "action_indicator" ADD CONSTRAINT "action_indicator_action_id_fkey" FOREIGN KEY ("action_id") REFERENCES "action"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "action_indicator" ADD CONSTRAINT "action_indicator_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "investment_indicator" ADD CONSTRAINT "investment_indicator_investment_id_fkey" FOREIGN KEY ("investment_id") REFERENCES "investment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "investment_indicator" ADD CONSTRAINT "investment_indicator_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on: rules that Prisma's schema cannot state. (Published indicators have no council: above, nulls count as the same.)

ALTER TABLE "indicator"
    ADD CONSTRAINT "indicator_key_is_a_key" CHECK ("key" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length("key") <= 100),
    ADD CONSTRAINT "indicator_name_is_not_blank" CHECK (btrim("name") <> ''),
    ADD CONSTRAINT "indicator_unit_is_a_key" CHECK ("unit" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    ADD CONSTRAINT "indicator_decimals_are_few" CHECK ("decimals" BETWEEN 0 AND 6),
    ADD CONSTRAINT "indicator_polarity_is_known" CHECK ("polarity" IN ('higher', 'lower', 'neither')),
    ADD CONSTRAINT "indicator_frequency_is_a_key" CHECK ("frequency" ~ '^[a-z]+(-[a-z]+)*$'),
    ADD CONSTRAINT "indicator_year_ends_on_a_day" CHECK ("year_ends" ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' AND "year_ends" <> '02-29'),
    ADD CONSTRAINT "indicator_area_is_a_key" CHECK ("area" ~ '^[a-z]+(-[a-z]+)*$'),
    ADD CONSTRAINT "indicator_reference_is_of_the_national_framework" CHECK ("reference" ~ '^(outcome|enabler)-[1-9]$'),
    ADD CONSTRAINT "indicator_origin_is_an_object" CHECK ("origin" LIKE '{%}');

ALTER TABLE "geography"
    ADD CONSTRAINT "geography_kind_is_known" CHECK ("kind" IN ('national', 'region', 'council', 'joint'));
CREATE FUNCTION "check_geography_councils"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    "checked" INTEGER;
    "kind" TEXT;
    "count" BIGINT;
BEGIN
    IF TG_TABLE_NAME = 'geography' THEN
        "checked" := NEW."id";
    ELSE
        "checked" := coalesce(NEW."geography_id", OLD."geography_id");
    END IF;
    SELECT g."kind", count(c."authority_id") INTO "kind", "count"
        FROM "geography" g LEFT JOIN "geography_council" c ON c."geography_id" = g."id" WHERE g."id" = "checked" GROUP BY g."kind";
    IF ("kind" = 'council' AND "count" <> 1) OR ("kind" = 'joint' AND "count" < 2) OR ("kind" IN ('national', 'region') AND "count" <> 0) THEN
        RAISE EXCEPTION 'geography % is %, with % councils', "checked", "kind", "count" USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER "geography_has_its_councils" AFTER INSERT OR UPDATE ON "geography"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "check_geography_councils"();
CREATE CONSTRAINT TRIGGER "geography_council_is_of_its_geography" AFTER INSERT OR UPDATE OR DELETE ON "geography_council"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "check_geography_councils"();

ALTER TABLE "reading_import"
    ADD CONSTRAINT "reading_import_kind_is_known" CHECK ("kind" IN ('reference-set', 'file', 'by-hand')),
    ADD CONSTRAINT "reading_import_hash_is_of_a_file" CHECK (("file_name" IS NULL) = ("file_hash" IS NULL) AND ("file_hash" IS NOT NULL OR "kind" = 'by-hand')),
    ADD CONSTRAINT "reading_import_hash_is_a_hash" CHECK ("file_hash" ~ '^[0-9a-f]{64}$'),
    ADD CONSTRAINT "reading_import_reason_is_not_blank" CHECK (btrim("reason") <> ''),
    ADD CONSTRAINT "reading_import_corrects_with_a_reason" CHECK ("changed" = 0 OR "reason" IS NOT NULL),
    ADD CONSTRAINT "reading_import_counts" CHECK ("added" >= 0 AND "changed" >= 0 AND "unchanged" >= 0);

ALTER TABLE "reading"
    ADD CONSTRAINT "reading_is_a_number_or_a_marker" CHECK (("value" IS NULL) <> ("marker" IS NULL)),
    ADD CONSTRAINT "reading_value_is_a_number" CHECK ("value" ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?$'),
    ADD CONSTRAINT "reading_marker_is_known" CHECK ("marker" IN ('c', 'z', 'x', 'u', 'k', 'low', '-', ':')),
    ADD CONSTRAINT "reading_base_is_a_number" CHECK ("base" ~ '^(0|[1-9][0-9]*)([.][0-9]+)?$'),
    ADD CONSTRAINT "reading_period_is_a_year_or_two" CHECK ("period" ~ '^[12][0-9]{3}([0-9]{2})?$'),
    ADD CONSTRAINT "reading_time_identifier_is_a_code" CHECK ("time_identifier" ~ '^[A-Z]+[0-9]*([A-Z][0-9])?$');

-- What was read is corrected by another import, never without a trace and never away.
CREATE FUNCTION "refuse_untraced_reading"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."import_id" = OLD."import_id" OR (NEW."indicator_id", NEW."geography_id", NEW."begins_on") <> (OLD."indicator_id", OLD."geography_id", OLD."begins_on") THEN
        RAISE EXCEPTION 'a reading is corrected by another import' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER "reading_is_corrected_by_an_import" BEFORE UPDATE ON "reading" FOR EACH ROW EXECUTE FUNCTION "refuse_untraced_reading"();
CREATE FUNCTION "keep_corrected_readings"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "reading_correction" ("indicator_id", "geography_id", "begins_on", "import_id", "value", "marker", "base", "earlier_import_id")
    SELECT o."indicator_id", o."geography_id", o."begins_on", n."import_id", o."value", o."marker", o."base", o."import_id"
    FROM "before" o JOIN "after" n USING ("indicator_id", "geography_id", "begins_on");
    RETURN NULL;
END;
$$;
CREATE TRIGGER "reading_keeps_what_it_said" AFTER UPDATE ON "reading"
    REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "keep_corrected_readings"();
CREATE TRIGGER "reading_stays" BEFORE DELETE OR TRUNCATE ON "reading" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_record"();
CREATE TRIGGER "reading_correction_stays" BEFORE UPDATE OR DELETE OR TRUNCATE ON "reading_correction"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_record"();
CREATE TRIGGER "reading_correction_follows_readings" BEFORE INSERT ON "reading_correction"
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION "refuse_change_of_record"();

-- A council's own indicator has figures of that council alone.
CREATE FUNCTION "check_readings_of_own_council"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM (SELECT DISTINCT "indicator_id", "geography_id" FROM "added") a
        JOIN "indicator" i ON i."id" = a."indicator_id" AND i."authority_id" IS NOT NULL
        JOIN "geography" g ON g."id" = a."geography_id"
        WHERE g."kind" <> 'council' OR NOT EXISTS (
            SELECT 1 FROM "geography_council" c WHERE c."geography_id" = g."id" AND c."authority_id" = i."authority_id")
    ) THEN
        RAISE EXCEPTION 'a reading of a council''s own indicator is of another geography' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END;
$$;
CREATE TRIGGER "reading_of_own_council" AFTER INSERT ON "reading"
    REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "check_readings_of_own_council"();

ALTER TABLE "target"
    ADD CONSTRAINT "target_value_is_a_number" CHECK ("value" ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?$');
ALTER TABLE "indicator_note"
    ADD CONSTRAINT "indicator_note_text_is_not_blank" CHECK (btrim("text") <> '');
ALTER TABLE "action_indicator"
    ADD CONSTRAINT "action_indicator_target_is_a_number" CHECK ("target_value" ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?$'),
    ADD CONSTRAINT "action_indicator_target_has_a_day" CHECK (("target_value" IS NULL) = ("target_on" IS NULL));
ALTER TABLE "investment_indicator"
    ADD CONSTRAINT "investment_indicator_target_is_a_number" CHECK ("target_value" ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?$'),
    ADD CONSTRAINT "investment_indicator_target_has_a_day" CHECK (("target_value" IS NULL) = ("target_on" IS NULL));

CREATE TRIGGER "target_of_one_council" AFTER INSERT OR UPDATE ON "target" FOR EACH ROW EXECUTE FUNCTION "refuse_mixed_councils"('
    SELECT count(DISTINCT a) FROM (
        SELECT ($1)."authority_id"
        UNION ALL SELECT "authority_id" FROM "indicator" WHERE "id" = ($1)."indicator_id") councils(a)');
CREATE TRIGGER "indicator_note_of_one_council" AFTER INSERT OR UPDATE ON "indicator_note" FOR EACH ROW EXECUTE FUNCTION "refuse_mixed_councils"('
    SELECT count(DISTINCT a) FROM (
        SELECT ($1)."authority_id"
        UNION ALL SELECT "authority_id" FROM "indicator" WHERE "id" = ($1)."indicator_id") councils(a)');
CREATE TRIGGER "action_indicator_of_one_council" AFTER INSERT OR UPDATE ON "action_indicator" FOR EACH ROW EXECUTE FUNCTION "refuse_mixed_councils"('
    SELECT count(DISTINCT a) FROM (
        SELECT p."authority_id" FROM "action" x JOIN "plan" p ON p."id" = x."plan_id" WHERE x."id" = ($1)."action_id"
        UNION ALL SELECT "authority_id" FROM "indicator" WHERE "id" = ($1)."indicator_id") councils(a)');
CREATE TRIGGER "investment_indicator_of_one_council" AFTER INSERT OR UPDATE ON "investment_indicator" FOR EACH ROW EXECUTE FUNCTION "refuse_mixed_councils"('
    SELECT count(DISTINCT a) FROM (
        SELECT "authority_id" FROM "investment" WHERE "id" = ($1)."investment_id"
        UNION ALL SELECT "authority_id" FROM "indicator" WHERE "id" = ($1)."indicator_id") councils(a)');

CALL "track_history"('indicator', 'indicator', 'id');
CALL "track_history"('reading_import', 'reading-import', 'id');
CALL "track_history"('target', 'target', 'id');
CALL "track_history"('indicator_note', 'indicator-note', 'id');
CALL "track_history_of_part"('action_indicator', 'action', 'action_id');
CALL "track_history_of_part"('investment_indicator', 'investment', 'investment_id');
