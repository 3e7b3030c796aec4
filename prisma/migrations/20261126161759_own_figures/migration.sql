-- What a council says of indicators itself: its own ones with their figures, files of them on their way in, and which the overview shows.

ALTER TABLE "council_settings" ADD COLUMN "overview_indicators" TEXT[] NOT NULL
    DEFAULT ARRAY['agency-rate', 'vacancy-rate', 'care-leavers-19-to-21-in-work-or-learning', 're-referrals', 'looked-after-persistent-absence'];
-- Only for what was saved before: what is in force where nothing was saved, the program says.
ALTER TABLE "council_settings" ALTER COLUMN "overview_indicators" DROP DEFAULT;

ALTER TABLE "indicator" ADD COLUMN "is_public" BOOLEAN NOT NULL DEFAULT true;

CREATE TABLE "figure_upload" (
    "id" TEXT NOT NULL,
    "authority_id" INTEGER NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "rows" TEXT NOT NULL,
    "result" TEXT,

    CONSTRAINT "figure_upload_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "figure_upload_authority_id_idx" ON "figure_upload"("authority_id");

CREATE INDEX "figure_upload_uploaded_at_idx" ON "figure_upload"("uploaded_at");

ALTER TABLE "figure_upload" ADD CONSTRAINT "figure_upload_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on: rules that Prisma's schema cannot state.

ALTER TABLE "council_settings"
    ADD CONSTRAINT "council_settings_overview_shows_few" CHECK (
        cardinality("overview_indicators") <= 8 AND array_position("overview_indicators", NULL) IS NULL
    );

ALTER TABLE "indicator"
    -- So that an address says whose an indicator is, whatever is published later.
    ADD CONSTRAINT "indicator_key_says_whose_it_is" CHECK (("key" LIKE 'own-%') = ("authority_id" IS NOT NULL)),
    ADD CONSTRAINT "indicator_published_is_public" CHECK ("is_public" OR "authority_id" IS NOT NULL);

ALTER TABLE "figure_upload"
    ADD CONSTRAINT "figure_upload_hash_is_a_hash" CHECK ("file_hash" ~ '^[0-9a-f]{64}$'),
    ADD CONSTRAINT "figure_upload_file_has_a_name" CHECK (btrim("file_name") <> '');
