-- What an administrator settles for a council. A council without a row has the defaults of src/domain/settings.ts.
CREATE TABLE "council_settings" (
    "authority_id" INTEGER NOT NULL,
    "display_name" TEXT,
    "colour" TEXT NOT NULL,
    "public_sees_plan" BOOLEAN NOT NULL,
    "public_sees_briefings" BOOLEAN NOT NULL,
    "second_factor_required" BOOLEAN NOT NULL,
    "reminder_days" INTEGER[],
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "council_settings_pkey" PRIMARY KEY ("authority_id")
);
ALTER TABLE "council_settings" ADD CONSTRAINT "council_settings_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on: rules that Prisma's schema cannot state.

ALTER TABLE "council_settings"
    ALTER COLUMN "reminder_days" SET NOT NULL,
    ADD CONSTRAINT "council_settings_display_name_is_not_blank" CHECK (btrim("display_name") <> ''),
    ADD CONSTRAINT "council_settings_colour_is_a_colour" CHECK ("colour" ~ '^#[0-9a-f]{6}$'),
    ADD CONSTRAINT "council_settings_reminder_days_are_within_a_quarter" CHECK (
        cardinality("reminder_days") <= 5 AND array_position("reminder_days", NULL) IS NULL
        AND 1 <= ALL ("reminder_days") AND 90 >= ALL ("reminder_days")
    );

CALL "track_history"('council_settings', 'settings', 'authority_id');
