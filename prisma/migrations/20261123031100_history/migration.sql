-- The history: every saved version of every tracked record, who saved it, when and why, chained by hashes. One mechanism for the audit trail, for
-- "what changed since" and for "as at".

CREATE TABLE "history_entry" (
    "chain" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "record_type" TEXT NOT NULL,
    "record_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "council" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "reason" TEXT,
    "content" TEXT,
    "written_in" BIGINT NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "history_entry_pkey" PRIMARY KEY ("chain","position")
);
CREATE UNIQUE INDEX "history_entry_record_type_record_id_version_key" ON "history_entry"("record_type", "record_id", "version");
CREATE INDEX "history_entry_council_at_position_idx" ON "history_entry"("council", "at" DESC, "position" DESC);
CREATE INDEX "history_entry_council_record_type_record_id_version_idx" ON "history_entry"("council", "record_type", "record_id", "version" DESC);

CREATE TABLE "history_chain" (
    "chain" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "history_chain_pkey" PRIMARY KEY ("chain")
);

ALTER TABLE "authority" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "inspection" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;

-- From here on: rules that Prisma's schema cannot state.

ALTER TABLE "history_entry"
    ADD CONSTRAINT "history_entry_chain_is_a_key" CHECK ("chain" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    ADD CONSTRAINT "history_entry_record_type_is_a_key" CHECK ("record_type" ~ '^[a-z]+(-[a-z]+)*$'),
    ADD CONSTRAINT "history_entry_record_id_is_not_blank" CHECK (btrim("record_id") <> ''),
    ADD CONSTRAINT "history_entry_actor_is_not_blank" CHECK (btrim("actor") <> ''),
    ADD CONSTRAINT "history_entry_reason_is_not_blank" CHECK (btrim("reason") <> ''),
    ADD CONSTRAINT "history_entry_content_is_an_object" CHECK ("content" LIKE '{%}');

-- A field as the hash takes it in: its length in bytes and itself, or a dash where there is none. No two lists of fields are written alike, so nothing can
-- be moved from one field to the next unnoticed. src/domain/history does the same.
CREATE FUNCTION "history_field"("value" TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(octet_length(convert_to("value", 'UTF8')) || ':' || "value", '-') || ','
$$;

CREATE FUNCTION "history_hash"("entry" "history_entry") RETURNS TEXT LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN encode(sha256(convert_to(
        "history_field"('history-entry-1')
        || "history_field"("entry"."chain")
        || "history_field"("entry"."position"::text)
        || "history_field"("entry"."record_type")
        || "history_field"("entry"."record_id")
        || "history_field"("entry"."version"::text)
        || "history_field"("entry"."council")
        || "history_field"(to_char("entry"."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        || "history_field"("entry"."actor")
        || "history_field"("entry"."reason")
        || "history_field"("entry"."content")
        || "history_field"("entry"."written_in"::text)
        || "history_field"("entry"."previous_hash"),
        'UTF8')), 'hex');
END;
$$;

-- Whoever appends holds the head of the chain until the end of the transaction, so that of several processes no two can follow the same entry. Which entry
-- is the last is read from the entries themselves (a row trigger sees what its own statement has inserted): the head would have to be updated for every
-- row, which takes quadratic time within one transaction. Where entries are missing below the head, the chain goes on from the head: the gap stays for
-- whoever verifies.
CREATE FUNCTION "append_history_entry"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    "head" "history_chain";
    "last" "history_chain";
    "known" INTEGER;
BEGIN
    SELECT * INTO "head" FROM "history_chain" c WHERE c."chain" = NEW."chain" FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO "history_chain" VALUES (NEW."chain", 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
        SELECT * INTO "head" FROM "history_chain" c WHERE c."chain" = NEW."chain" FOR UPDATE;
    END IF;
    SELECT e."chain", e."position", e."hash" INTO "last" FROM "history_entry" e WHERE e."chain" = NEW."chain" ORDER BY e."position" DESC LIMIT 1;
    IF "last"."position" IS NULL OR "last"."position" < "head"."position" THEN
        "last" := "head";
    END IF;
    SELECT max(e."version") INTO "known" FROM "history_entry" e WHERE e."record_type" = NEW."record_type" AND e."record_id" = NEW."record_id";
    IF NEW."version" <> coalesce("known", 0) + 1 THEN
        RAISE EXCEPTION 'history of % %: version % cannot follow version %', NEW."record_type", NEW."record_id", NEW."version", coalesce("known", 0)
            USING ERRCODE = 'check_violation';
    END IF;
    NEW."position" := "last"."position" + 1;
    NEW."previous_hash" := "last"."hash";
    NEW."written_in" := pg_current_xact_id()::text::bigint;
    NEW."hash" := "history_hash"(NEW);
    RETURN NEW;
END;
$$;
CREATE TRIGGER "history_entry_is_appended" BEFORE INSERT ON "history_entry"
    FOR EACH ROW EXECUTE FUNCTION "append_history_entry"();

CREATE FUNCTION "move_history_heads"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE "history_chain" c SET "position" = a."position", "hash" = a."hash"
    FROM (SELECT DISTINCT ON ("chain") "chain", "position", "hash" FROM "added" ORDER BY "chain", "position" DESC) a
    WHERE c."chain" = a."chain";
    RETURN NULL;
END;
$$;
CREATE TRIGGER "history_entry_moves_head" AFTER INSERT ON "history_entry"
    REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "move_history_heads"();

CREATE FUNCTION "refuse_change_of_history"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'history is only ever added to' USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER "history_entry_stays" BEFORE UPDATE OR DELETE OR TRUNCATE ON "history_entry"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_history"();
CREATE TRIGGER "history_chain_stays" BEFORE DELETE OR TRUNCATE ON "history_chain"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_history"();
-- The head moves with the entries, and by nothing else: the triggers above are one level up.
CREATE TRIGGER "history_chain_follows_entries" BEFORE INSERT OR UPDATE ON "history_chain"
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION "refuse_change_of_history"();

-- Tracked records. A table is tracked by one line: CALL "track_history"('action', 'action', 'id'). It needs a column "version" that starts at 1. Where several
-- columns make the id ('person_id,authority_id'), it is their values with a slash between.

CREATE FUNCTION "history_record_id"("row" JSONB, "columns" TEXT) RETURNS TEXT LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    "id" TEXT := '';
    "column" TEXT;
BEGIN
    FOREACH "column" IN ARRAY string_to_array("columns", ',') LOOP
        "id" := "id" || '/' || ("row" ->> "column");
    END LOOP;
    RETURN substr("id", 2);
END;
$$;

CREATE FUNCTION "refuse_change_without_version"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    "expected" INTEGER := 1;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        "expected" := OLD."version" + 1;
        IF "history_record_id"(to_jsonb(NEW), TG_ARGV[1]) <> "history_record_id"(to_jsonb(OLD), TG_ARGV[1]) THEN
            RAISE EXCEPTION '% % cannot become another record', TG_ARGV[0], "history_record_id"(to_jsonb(OLD), TG_ARGV[1]) USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF NEW."version" IS DISTINCT FROM "expected" THEN
        RAISE EXCEPTION '% %: saved as version %, which must be %', TG_ARGV[0], "history_record_id"(to_jsonb(NEW), TG_ARGV[1]), NEW."version", "expected"
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;

-- At the end of the transaction: has it appended what it saved? A removal is an entry without content, one version after the last.
CREATE FUNCTION "require_history"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    "id" TEXT;
    "saved" INTEGER;
BEGIN
    IF TG_OP = 'DELETE' THEN
        "id" := "history_record_id"(to_jsonb(OLD), TG_ARGV[1]);
        "saved" := OLD."version" + 1;
    ELSE
        "id" := "history_record_id"(to_jsonb(NEW), TG_ARGV[1]);
        "saved" := NEW."version";
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM "history_entry" e
        WHERE e."record_type" = TG_ARGV[0] AND e."record_id" = "id" AND e."version" = "saved"
          AND e."written_in" = pg_current_xact_id()::text::bigint AND (e."content" IS NULL) = (TG_OP = 'DELETE')
    ) THEN
        RAISE EXCEPTION '% %: version % was saved without its history', TG_ARGV[0], "id", "saved" USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END;
$$;

-- Rows that belong to a tracked record (the judgements of an inspection) change only with it.
CREATE FUNCTION "require_history_of_whole"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    "ids" TEXT[] := ARRAY[]::TEXT[];
    "id" TEXT;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        "ids" := "ids" || "history_record_id"(to_jsonb(OLD), TG_ARGV[1]);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        "ids" := "ids" || "history_record_id"(to_jsonb(NEW), TG_ARGV[1]);
    END IF;
    FOREACH "id" IN ARRAY "ids" LOOP
        IF NOT EXISTS (
            SELECT 1 FROM "history_entry" e
            WHERE e."record_type" = TG_ARGV[0] AND e."record_id" = "id" AND e."written_in" = pg_current_xact_id()::text::bigint
        ) THEN
            RAISE EXCEPTION '% %: % changed without its history', TG_ARGV[0], "id", TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END IF;
    END LOOP;
    RETURN NULL;
END;
$$;

CREATE FUNCTION "refuse_truncate_of_tracked"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is tracked by the history and cannot be emptied at once', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END;
$$;

CREATE PROCEDURE "track_history"("tracked" TEXT, "record_type" TEXT, "id_columns" TEXT) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change_without_version"(%L, %L)',
        "tracked" || '_changes_by_version', "tracked", "record_type", "id_columns");
    EXECUTE format('CREATE CONSTRAINT TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON %I DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "require_history"(%L, %L)',
        "tracked" || '_has_history', "tracked", "record_type", "id_columns");
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_truncate_of_tracked"()',
        "tracked" || '_is_not_emptied', "tracked");
END;
$$;

CREATE PROCEDURE "track_history_of_part"("part" TEXT, "record_type" TEXT, "id_columns" TEXT) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE CONSTRAINT TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON %I DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "require_history_of_whole"(%L, %L)',
        "part" || '_has_history', "part", "record_type", "id_columns");
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_truncate_of_tracked"()',
        "part" || '_is_not_emptied', "part");
END;
$$;

-- What is stored already gets its opening entries at the next start, from the program that knows how to write a version down.
CALL "track_history"('authority', 'authority', 'id');
CALL "track_history_of_part"('authority_code', 'authority', 'authority_id');
CALL "track_history_of_part"('authority_name', 'authority', 'authority_id');
CALL "track_history_of_part"('authority_succession', 'authority', 'predecessor_id');
CALL "track_history"('inspection', 'inspection', 'id');
CALL "track_history_of_part"('inspection_dates', 'inspection', 'inspection_id');
CALL "track_history_of_part"('judgement', 'inspection', 'inspection_id');
CALL "track_history_of_part"('inspection_theme', 'inspection', 'inspection_id');
