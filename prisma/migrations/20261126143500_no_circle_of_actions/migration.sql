-- Actions that wait for each other in a circle could none of them be closed. The plan is locked first, so that of two people who close a circle from both ends at
-- the same moment the later sees what the earlier has saved.
CREATE FUNCTION "refuse_circle_of_actions"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM "plan" p JOIN "action" x ON x."plan_id" = p."id" WHERE x."id" = NEW."action_id" FOR NO KEY UPDATE OF p;
    IF EXISTS (
        WITH RECURSIVE "needed" AS (
            SELECT NEW."needs_id" AS "id"
            UNION
            SELECT d."needs_id" FROM "action_dependency" d JOIN "needed" n ON d."action_id" = n."id"
        )
        SELECT 1 FROM "needed" WHERE "id" = NEW."action_id"
    ) THEN
        RAISE EXCEPTION 'action % would wait for itself', NEW."action_id" USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER "action_dependency_is_no_circle" AFTER INSERT OR UPDATE ON "action_dependency"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "refuse_circle_of_actions"();
