-- CreateTable
CREATE TABLE "statistics_upload" (
    "id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "working_at" TIMESTAMPTZ(3),
    "progress" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "statistics_upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statistics_upload_part" (
    "upload_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "statistics_upload_part_pkey" PRIMARY KEY ("upload_id","number")
);

-- CreateIndex
CREATE INDEX "statistics_upload_uploaded_at_idx" ON "statistics_upload"("uploaded_at");

-- AddForeignKey
ALTER TABLE "statistics_upload_part" ADD CONSTRAINT "statistics_upload_part_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "statistics_upload"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "statistics_upload"
    ADD CONSTRAINT "statistics_upload_size_is_a_size" CHECK ("size" > 0),
    ADD CONSTRAINT "statistics_upload_progress_is_in_a_hundred" CHECK ("progress" BETWEEN 0 AND 100);
