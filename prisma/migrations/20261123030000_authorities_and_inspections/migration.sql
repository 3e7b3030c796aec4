-- Councils, sources, inspections and their judgements.

CREATE TABLE "source" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "publisher" TEXT NOT NULL,
    "url" TEXT,
    "file" TEXT,
    "page" TEXT,
    "published_on" DATE,
    "retrieved_on" DATE NOT NULL,

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "source_key_key" ON "source"("key");

CREATE TABLE "load" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "source_id" INTEGER,
    "added" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "unchanged" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "disagreements" INTEGER NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "load_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "load_kind_loaded_at_idx" ON "load"("kind", "loaded_at" DESC);

CREATE TABLE "authority" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "la_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "abolished_on" DATE,
    "source_id" INTEGER NOT NULL,

    CONSTRAINT "authority_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "authority_slug_key" ON "authority"("slug");
CREATE UNIQUE INDEX "authority_la_code_key" ON "authority"("la_code");
CREATE INDEX "authority_abolished_on_name_idx" ON "authority"("abolished_on", "name");

CREATE TABLE "authority_code" (
    "code" TEXT NOT NULL,
    "authority_id" INTEGER NOT NULL,

    CONSTRAINT "authority_code_pkey" PRIMARY KEY ("code")
);
CREATE INDEX "authority_code_authority_id_idx" ON "authority_code"("authority_id");

CREATE TABLE "authority_name" (
    "name" TEXT NOT NULL,
    "authority_id" INTEGER NOT NULL,

    CONSTRAINT "authority_name_pkey" PRIMARY KEY ("name")
);
CREATE INDEX "authority_name_authority_id_idx" ON "authority_name"("authority_id");

CREATE TABLE "authority_succession" (
    "predecessor_id" INTEGER NOT NULL,
    "successor_id" INTEGER NOT NULL,

    CONSTRAINT "authority_succession_pkey" PRIMARY KEY ("predecessor_id","successor_id")
);
CREATE INDEX "authority_succession_successor_id_idx" ON "authority_succession"("successor_id");

CREATE TABLE "neighbour" (
    "authority_id" INTEGER NOT NULL,
    "model" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "neighbour_id" INTEGER NOT NULL,
    "closeness" TEXT NOT NULL,
    "source_id" INTEGER NOT NULL,

    CONSTRAINT "neighbour_pkey" PRIMARY KEY ("authority_id","model","rank")
);
CREATE UNIQUE INDEX "neighbour_authority_id_model_neighbour_id_key" ON "neighbour"("authority_id", "model", "neighbour_id");
CREATE INDEX "neighbour_neighbour_id_idx" ON "neighbour"("neighbour_id");

CREATE TABLE "inspection" (
    "id" SERIAL NOT NULL,
    "authority_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "framework" TEXT,
    "event_type" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "date_precision" TEXT NOT NULL DEFAULT 'day',
    "published_on" DATE,
    "report_url" TEXT,
    "summary" TEXT,
    "source_id" INTEGER NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inspection_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "inspection_authority_id_key_key" ON "inspection"("authority_id", "key");
CREATE INDEX "inspection_authority_id_starts_on_idx" ON "inspection"("authority_id", "starts_on" DESC);
CREATE INDEX "inspection_starts_on_id_idx" ON "inspection"("starts_on", "id");

CREATE TABLE "inspection_dates" (
    "inspection_id" INTEGER NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,

    CONSTRAINT "inspection_dates_pkey" PRIMARY KEY ("inspection_id","starts_on")
);

CREATE TABLE "judgement" (
    "inspection_id" INTEGER NOT NULL,
    "area" TEXT NOT NULL,
    "grade" TEXT,
    "absence" TEXT,
    "words" TEXT NOT NULL,
    "covers" TEXT,

    CONSTRAINT "judgement_pkey" PRIMARY KEY ("inspection_id","area")
);

CREATE TABLE "inspection_theme" (
    "inspection_id" INTEGER NOT NULL,
    "theme" TEXT NOT NULL,

    CONSTRAINT "inspection_theme_pkey" PRIMARY KEY ("inspection_id","theme")
);

CREATE TABLE "disagreement" (
    "inspection_id" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "source_id" INTEGER NOT NULL,
    "stored" TEXT NOT NULL,
    "stated" TEXT NOT NULL,
    "noticed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "disagreement_pkey" PRIMARY KEY ("inspection_id","field","source_id")
);

ALTER TABLE "load" ADD CONSTRAINT "load_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "authority" ADD CONSTRAINT "authority_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "authority_code" ADD CONSTRAINT "authority_code_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "authority_name" ADD CONSTRAINT "authority_name_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "authority_succession" ADD CONSTRAINT "authority_succession_predecessor_id_fkey" FOREIGN KEY ("predecessor_id") REFERENCES "authority"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "authority_succession" ADD CONSTRAINT "authority_succession_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "authority"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "neighbour" ADD CONSTRAINT "neighbour_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "neighbour" ADD CONSTRAINT "neighbour_neighbour_id_fkey" FOREIGN KEY ("neighbour_id") REFERENCES "authority"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "neighbour" ADD CONSTRAINT "neighbour_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "inspection_dates" ADD CONSTRAINT "inspection_dates_inspection_id_fkey" FOREIGN KEY ("inspection_id") REFERENCES "inspection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "judgement" ADD CONSTRAINT "judgement_inspection_id_fkey" FOREIGN KEY ("inspection_id") REFERENCES "inspection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "inspection_theme" ADD CONSTRAINT "inspection_theme_inspection_id_fkey" FOREIGN KEY ("inspection_id") REFERENCES "inspection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "disagreement" ADD CONSTRAINT "disagreement_inspection_id_fkey" FOREIGN KEY ("inspection_id") REFERENCES "inspection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "disagreement" ADD CONSTRAINT "disagreement_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on: rules that Prisma's schema cannot state.

ALTER TABLE "authority"
    ADD CONSTRAINT "authority_slug_is_a_slug" CHECK ("slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    ADD CONSTRAINT "authority_la_code_has_three_digits" CHECK ("la_code" ~ '^[0-9]{3}$'),
    ADD CONSTRAINT "authority_name_is_not_blank" CHECK (btrim("name") <> '');
ALTER TABLE "authority_code"
    ADD CONSTRAINT "authority_code_is_an_ons_code" CHECK ("code" ~ '^E[0-9]{8}$');
ALTER TABLE "authority_name"
    ADD CONSTRAINT "authority_name_is_lower_case" CHECK ("name" = lower("name") AND btrim("name") <> '');
ALTER TABLE "authority_succession"
    ADD CONSTRAINT "authority_succession_is_of_another" CHECK ("predecessor_id" <> "successor_id");
ALTER TABLE "neighbour"
    ADD CONSTRAINT "neighbour_rank_is_one_to_ten" CHECK ("rank" BETWEEN 1 AND 10),
    ADD CONSTRAINT "neighbour_is_another_council" CHECK ("authority_id" <> "neighbour_id");

ALTER TABLE "inspection"
    ADD CONSTRAINT "inspection_key_is_first_day_and_event" CHECK ("key" = to_char("starts_on"::timestamp, 'YYYY-MM-DD') || '-' || "event_type"),
    ADD CONSTRAINT "inspection_event_type_is_a_key" CHECK ("event_type" ~ '^[a-z]+(-[a-z]+)*$'),
    ADD CONSTRAINT "inspection_framework_is_a_key" CHECK ("framework" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    ADD CONSTRAINT "inspection_ends_after_it_starts" CHECK ("ends_on" >= "starts_on"),
    ADD CONSTRAINT "inspection_is_published_after_it_starts" CHECK ("published_on" >= "starts_on"),
    ADD CONSTRAINT "inspection_date_precision_is_known" CHECK ("date_precision" IN ('day', 'first-day', 'month'));
ALTER TABLE "inspection_dates"
    ADD CONSTRAINT "inspection_dates_end_after_they_start" CHECK ("ends_on" >= "starts_on"),
    ADD CONSTRAINT "inspection_dates_do_not_overlap"
        EXCLUDE USING gist (int4range("inspection_id", "inspection_id", '[]') WITH =, daterange("starts_on", "ends_on", '[]') WITH &&);
ALTER TABLE "judgement"
    ADD CONSTRAINT "judgement_has_a_grade_or_an_absence" CHECK (num_nonnulls("grade", "absence") = 1),
    ADD CONSTRAINT "judgement_area_is_a_key" CHECK ("area" ~ '^[a-z]+(-[a-z]+)*$'),
    ADD CONSTRAINT "judgement_grade_is_known" CHECK ("grade" IN ('outstanding', 'good', 'requires-improvement', 'adequate', 'inadequate')),
    ADD CONSTRAINT "judgement_absence_is_known" CHECK ("absence" IN ('not-judged', 'not-given', 'not-published', 'not-recorded')),
    ADD CONSTRAINT "judgement_words_are_not_blank" CHECK (btrim("words") <> '');
ALTER TABLE "inspection_theme"
    ADD CONSTRAINT "inspection_theme_is_a_key" CHECK ("theme" ~ '^[a-z]+(-[a-z]+)*$');
ALTER TABLE "load"
    ADD CONSTRAINT "load_counts_are_not_negative" CHECK (least("added", "changed", "unchanged", "refused", "disagreements") >= 0),
    ADD CONSTRAINT "load_file_hash_is_sha256" CHECK ("file_hash" ~ '^[0-9a-f]{64}$');

-- The first and last day on an inspection stand there for its index and its key; they must be those of its date ranges once a transaction ends.
CREATE FUNCTION "check_inspection_span"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    checked INTEGER;
BEGIN
    IF TG_TABLE_NAME = 'inspection' THEN
        checked := NEW."id";
    ELSIF TG_OP = 'DELETE' THEN
        checked := OLD."inspection_id";
    ELSE
        checked := NEW."inspection_id";
    END IF;
    IF EXISTS (
        SELECT 1 FROM "inspection" i
        WHERE i."id" = checked
          AND (i."starts_on", i."ends_on") IS DISTINCT FROM
              (SELECT ROW(min(d."starts_on"), max(d."ends_on")) FROM "inspection_dates" d WHERE d."inspection_id" = i."id")
    ) THEN
        RAISE EXCEPTION 'inspection %: first and last day differ from its date ranges', checked USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER "inspection_span_matches_dates" AFTER INSERT OR UPDATE ON "inspection"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "check_inspection_span"();
CREATE CONSTRAINT TRIGGER "inspection_dates_match_span" AFTER INSERT OR UPDATE OR DELETE ON "inspection_dates"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "check_inspection_span"();
