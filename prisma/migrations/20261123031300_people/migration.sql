-- People, the roles they hold, how they sign in, and for how long.

CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "operator" BOOLEAN NOT NULL DEFAULT false,
    "two_factor_enabled" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "membership" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "authority_id" INTEGER NOT NULL,
    "roles" TEXT[],
    "suspended" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "access_link" (
    "id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "authority_id" INTEGER,
    "roles" TEXT[],
    "operator" BOOLEAN NOT NULL DEFAULT false,
    "email" TEXT,
    "person_id" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_link_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "attempt_limit" (
    "key" TEXT NOT NULL,
    "times" TIMESTAMPTZ(3)[],

    CONSTRAINT "attempt_limit_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "installation_secret" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "secret" TEXT NOT NULL,

    CONSTRAINT "installation_secret_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "password" TEXT,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "second_factor" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "verified" BOOLEAN NOT NULL DEFAULT false,
    "failed_verification_count" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "second_factor_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");
CREATE INDEX "membership_authority_id_idx" ON "membership"("authority_id");
CREATE UNIQUE INDEX "membership_person_id_authority_id_key" ON "membership"("person_id", "authority_id");
CREATE UNIQUE INDEX "access_link_token_hash_key" ON "access_link"("token_hash");
CREATE INDEX "access_link_authority_id_created_at_idx" ON "access_link"("authority_id", "created_at");
CREATE INDEX "access_link_person_id_idx" ON "access_link"("person_id");
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");
CREATE INDEX "session_person_id_idx" ON "session"("person_id");
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");
CREATE INDEX "account_person_id_idx" ON "account"("person_id");
CREATE UNIQUE INDEX "account_provider_id_account_id_key" ON "account"("provider_id", "account_id");
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");
CREATE INDEX "verification_expires_at_idx" ON "verification"("expires_at");
CREATE UNIQUE INDEX "second_factor_person_id_key" ON "second_factor"("person_id");
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "membership" ADD CONSTRAINT "membership_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "access_link" ADD CONSTRAINT "access_link_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "access_link" ADD CONSTRAINT "access_link_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on: rules that Prisma's schema cannot state.

ALTER TABLE "person"
    ADD CONSTRAINT "person_email_is_an_address_in_lower_case" CHECK ("email" = lower("email") AND "email" LIKE '%_@_%' AND "email" !~ '\s'),
    ADD CONSTRAINT "person_name_is_not_blank" CHECK (btrim("name") <> '');

ALTER TABLE "membership"
    ALTER COLUMN "roles" SET NOT NULL,
    ADD CONSTRAINT "membership_roles_are_roles" CHECK (
        "roles" <@ ARRAY['member', 'executive-reader', 'scrutiny-officer', 'action-owner', 'manager', 'administrator']
        AND array_position("roles", NULL) IS NULL AND cardinality("roles") <= 6
    );

ALTER TABLE "access_link"
    ALTER COLUMN "roles" SET NOT NULL,
    ADD CONSTRAINT "access_link_roles_are_roles" CHECK (
        "roles" <@ ARRAY['member', 'executive-reader', 'scrutiny-officer', 'action-owner', 'manager', 'administrator']
        AND array_position("roles", NULL) IS NULL AND cardinality("roles") <= 6
    ),
    ADD CONSTRAINT "access_link_token_hash_is_a_hash" CHECK ("token_hash" ~ '^[0-9a-f]{64}$'),
    ADD CONSTRAINT "access_link_expires" CHECK ("expires_at" > "created_at"),
    -- An invitation gives roles in a council; every other link is for one person and gives nothing.
    ADD CONSTRAINT "access_link_fits_its_purpose" CHECK (
        CASE "purpose"
            WHEN 'invitation' THEN "authority_id" IS NOT NULL AND cardinality("roles") > 0 AND "email" IS NOT NULL AND "person_id" IS NULL AND NOT "operator"
            WHEN 'first-administrator' THEN "authority_id" IS NOT NULL AND "roles" = ARRAY['administrator'] AND "email" IS NULL AND "person_id" IS NULL AND "operator"
            WHEN 'password-reset' THEN "authority_id" IS NULL AND cardinality("roles") = 0 AND "person_id" IS NOT NULL AND NOT "operator"
            WHEN 'recovery' THEN "authority_id" IS NULL AND cardinality("roles") = 0 AND "person_id" IS NOT NULL AND NOT "operator"
            ELSE false
        END
    );

ALTER TABLE "attempt_limit" ALTER COLUMN "times" SET NOT NULL;
ALTER TABLE "installation_secret" ADD CONSTRAINT "installation_secret_is_one_row" CHECK ("id" = 1);

-- A password belongs to the one way of signing in that has one.
ALTER TABLE "account" ADD CONSTRAINT "account_password_goes_with_credential" CHECK (("provider_id" = 'credential') = ("password" IS NOT NULL));

CALL "track_history"('membership', 'membership', 'id');
