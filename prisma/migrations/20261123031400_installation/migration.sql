-- Whether this database is a real installation's or a demonstration's, for ever.

CREATE TABLE "installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "kind" TEXT NOT NULL,
    "demonstration_day" DATE,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- From here on: rules that Prisma's schema cannot state.

ALTER TABLE "installation"
    ADD CONSTRAINT "installation_is_one_row" CHECK ("id" = 1),
    ADD CONSTRAINT "installation_kind_is_known" CHECK ("kind" IN ('real', 'demonstration')),
    ADD CONSTRAINT "installation_demonstration_has_a_day" CHECK (("kind" = 'demonstration') = ("demonstration_day" IS NOT NULL));

CREATE FUNCTION "refuse_change_of_installation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what a database is for never changes' USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER "installation_stays" BEFORE UPDATE OR DELETE OR TRUNCATE ON "installation"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_installation"();

-- Whatever holds anything before it is marked is somebody's.
CREATE FUNCTION "refuse_demonstration_of_used_database"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."kind" = 'demonstration' AND (EXISTS (SELECT FROM "authority") OR EXISTS (SELECT FROM "person")) THEN
        RAISE EXCEPTION 'a database in use never becomes a demonstration' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER "installation_is_empty_where_demonstration" BEFORE INSERT ON "installation"
    FOR EACH ROW EXECUTE FUNCTION "refuse_demonstration_of_used_database"();
