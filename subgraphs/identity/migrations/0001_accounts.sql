-- contract: no version of Caravan was released before this one, so none runs beside it.
CREATE TABLE "known_networks" (
	"key" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"used_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"detail" text,
	"sealed" jsonb
);
--> statement-breakpoint
CREATE TABLE "admin_actions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"admin_id" uuid NOT NULL,
	"action" text NOT NULL,
	"entity_type" text NOT NULL,
	"entity_id" text NOT NULL,
	"details" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"rate_class" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "api_keys_name_is_short" CHECK (length("api_keys"."name") between 1 and 64)
);
--> statement-breakpoint
CREATE TABLE "avatar_uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"avatar_id" uuid,
	CONSTRAINT "avatar_uploads_used_for_an_avatar" CHECK (("avatar_uploads"."used_at" is null) = ("avatar_uploads"."avatar_id" is null))
);
--> statement-breakpoint
CREATE TABLE "avatars" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"small_file_id" uuid NOT NULL,
	"medium_file_id" uuid NOT NULL,
	"large_file_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "email_changes" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"code_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "external_attempts" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"browser_secret_hash" text NOT NULL,
	"provider" text NOT NULL,
	"intent" text NOT NULL,
	"user_id" uuid,
	"session_id" uuid,
	"guest_id" uuid,
	"redirect_uri" text NOT NULL,
	"proof_sealed" text NOT NULL,
	"name_sealed" text,
	"expires_at" timestamp with time zone NOT NULL,
	"claimed_at" timestamp with time zone,
	CONSTRAINT "external_attempts_link_for_a_session" CHECK (("external_attempts"."intent" = 'LINK') = ("external_attempts"."user_id" is not null) and ("external_attempts"."user_id" is null) = ("external_attempts"."session_id" is null))
);
--> statement-breakpoint
CREATE TABLE "external_logins" (
	"user_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"subject" text NOT NULL,
	"email_at_provider" text,
	"linked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "external_logins_user_id_provider_pk" PRIMARY KEY("user_id","provider"),
	CONSTRAINT "external_logins_one_person_per_subject" UNIQUE("provider","subject"),
	CONSTRAINT "external_logins_subject_is_short" CHECK (length("external_logins"."subject") between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "lasting_keys" (
	"purpose" text PRIMARY KEY NOT NULL,
	"key_sealed" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kyc_cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"status" text NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"claimed_by" uuid,
	"claimed_until" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"reason" text,
	"documents_deleted_at" timestamp with time zone,
	CONSTRAINT "kyc_cases_status_is_known" CHECK ("kyc_cases"."status" in ('PENDING', 'VERIFIED', 'REJECTED')),
	CONSTRAINT "kyc_cases_decided_by_somebody_at_a_time" CHECK (("kyc_cases"."status" = 'PENDING') = ("kyc_cases"."decided_at" is null) and ("kyc_cases"."decided_at" is null) = ("kyc_cases"."decided_by" is null)),
	CONSTRAINT "kyc_cases_not_decided_by_oneself" CHECK ("kyc_cases"."decided_by" <> "kyc_cases"."user_id"),
	CONSTRAINT "kyc_cases_rejected_for_a_reason" CHECK ("kyc_cases"."status" <> 'REJECTED' or "kyc_cases"."reason" is not null),
	CONSTRAINT "kyc_cases_open_has_documents" CHECK ("kyc_cases"."status" <> 'PENDING' or "kyc_cases"."documents_deleted_at" is null),
	CONSTRAINT "kyc_cases_claimed_until" CHECK (("kyc_cases"."claimed_by" is null) = ("kyc_cases"."claimed_until" is null))
);
--> statement-breakpoint
CREATE TABLE "kyc_documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"case_id" uuid,
	"content_type" text,
	"size_bytes" bigint,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "kyc_documents_submitted_is_known" CHECK (("kyc_documents"."case_id" is null) = ("kyc_documents"."content_type" is null) and ("kyc_documents"."case_id" is null) = ("kyc_documents"."size_bytes" is null)),
	CONSTRAINT "kyc_documents_kind_is_known" CHECK ("kyc_documents"."kind" in ('PASSPORT', 'ID_CARD_FRONT', 'ID_CARD_BACK', 'SELFIE', 'PROOF_OF_ADDRESS'))
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"recipient_hash" text NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mfa_challenges" (
	"hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"method" text NOT NULL,
	"guest_id" uuid,
	"tries" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mfa_challenges_tries_not_negative" CHECK ("mfa_challenges"."tries" >= 0)
);
--> statement-breakpoint
CREATE TABLE "mfa_factors" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"secret_sealed" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"last_used_step" integer,
	CONSTRAINT "mfa_factors_pending_or_confirmed" CHECK (("mfa_factors"."expires_at" is null) = ("mfa_factors"."confirmed_at" is not null)),
	CONSTRAINT "mfa_factors_confirmed_by_a_code" CHECK (("mfa_factors"."confirmed_at" is null) = ("mfa_factors"."last_used_step" is null))
);
--> statement-breakpoint
CREATE TABLE "mfa_recovery_codes" (
	"user_id" uuid NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "mfa_recovery_codes_user_id_hash_pk" PRIMARY KEY("user_id","hash")
);
--> statement-breakpoint
CREATE TABLE "national_ids" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"country" char(2) NOT NULL,
	"number_sealed" text NOT NULL,
	"data_key_sealed" text NOT NULL,
	"fingerprint" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "national_ids_one_per_country" UNIQUE("user_id","country"),
	CONSTRAINT "national_ids_fingerprint_unique" UNIQUE("fingerprint"),
	CONSTRAINT "national_ids_country_is_supported" CHECK ("national_ids"."country" in ('KZ', 'IN'))
);
--> statement-breakpoint
CREATE TABLE "password_resets" (
	"account" text PRIMARY KEY NOT NULL,
	"user_id" uuid,
	"token_hash" text NOT NULL,
	"link_expires_at" timestamp with time zone NOT NULL,
	"code_hash" text NOT NULL,
	"code_attempts" integer DEFAULT 0 NOT NULL,
	"code_expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "password_resets_attempts_not_negative" CHECK ("password_resets"."code_attempts" >= 0)
);
--> statement-breakpoint
CREATE TABLE "phone_verifications" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"phone" text NOT NULL,
	"code_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "phone_verifications_phone_is_e164" CHECK ("phone_verifications"."phone" ~ '^\+[1-9][0-9]{1,14}$')
);
--> statement-breakpoint
CREATE TABLE "registrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"username" text NOT NULL,
	"password_hash" text NOT NULL,
	"display_name" text NOT NULL,
	"phone" text,
	"locale" text,
	"guest_id" uuid,
	"code_hash" text NOT NULL,
	"link_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "registrations_username_is_plain" CHECK ("registrations"."username" ~ '^[a-z0-9_]{3,32}$'),
	CONSTRAINT "registrations_phone_is_e164" CHECK ("registrations"."phone" ~ '^\+[1-9][0-9]{1,14}$'),
	CONSTRAINT "registrations_display_name_is_short" CHECK (length("registrations"."display_name") between 1 and 80)
);
--> statement-breakpoint
CREATE TABLE "user_scopes" (
	"user_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"granted_at" timestamp with time zone NOT NULL,
	"granted_by" uuid NOT NULL,
	CONSTRAINT "user_scopes_user_id_scope_pk" PRIMARY KEY("user_id","scope")
);
--> statement-breakpoint
CREATE TABLE "system_setting_changes" (
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"old_content" jsonb,
	"new_content" jsonb,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" uuid NOT NULL,
	CONSTRAINT "system_setting_changes_key_version_pk" PRIMARY KEY("key","version")
);
--> statement-breakpoint
CREATE TABLE "system_settings" (
	"key" text PRIMARY KEY NOT NULL,
	"content" jsonb,
	"version" integer NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" uuid NOT NULL,
	CONSTRAINT "system_settings_were_changed" CHECK ("system_settings"."version" > 0)
);
--> statement-breakpoint
ALTER TABLE "email_verifications" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "mails" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "email_verifications" CASCADE;--> statement-breakpoint
DROP TABLE "mails" CASCADE;--> statement-breakpoint
DROP INDEX "users_phone_unique";--> statement-breakpoint
DROP INDEX "users_unverified";--> statement-breakpoint
DROP INDEX "user_roles_by_role";--> statement-breakpoint
ALTER TABLE "users" ALTER COLUMN "password_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "phone_verified_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "first_name" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "last_name" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "birth_date" date;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "avatar_id" uuid;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "last_signed_in_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "blocked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "block_reason" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "blocked_by" uuid;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "street" text;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "building" text;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "apartment" text;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "entrance" text;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "floor" text;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "intercom" text;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "latitude" double precision;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "longitude" double precision;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "precision" text;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatar_uploads" ADD CONSTRAINT "avatar_uploads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "avatars" ADD CONSTRAINT "avatars_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_changes" ADD CONSTRAINT "email_changes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_attempts" ADD CONSTRAINT "external_attempts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_logins" ADD CONSTRAINT "external_logins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kyc_cases" ADD CONSTRAINT "kyc_cases_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kyc_documents" ADD CONSTRAINT "kyc_documents_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kyc_documents" ADD CONSTRAINT "kyc_documents_case_id_kyc_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "kyc_cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mfa_challenges" ADD CONSTRAINT "mfa_challenges_user_id_mfa_factors_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "mfa_factors"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mfa_factors" ADD CONSTRAINT "mfa_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mfa_recovery_codes" ADD CONSTRAINT "mfa_recovery_codes_user_id_mfa_factors_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "mfa_factors"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "national_ids" ADD CONSTRAINT "national_ids_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phone_verifications" ADD CONSTRAINT "phone_verifications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_scopes" ADD CONSTRAINT "user_scopes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system_setting_changes" ADD CONSTRAINT "system_setting_changes_key_system_settings_key_fk" FOREIGN KEY ("key") REFERENCES "system_settings"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "known_networks_by_account" ON "known_networks" USING btree ("account");--> statement-breakpoint
CREATE INDEX "known_networks_by_age" ON "known_networks" USING btree ("used_at");--> statement-breakpoint
CREATE INDEX "audit_events_by_user" ON "audit_events" USING btree ("user_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_events_by_time" ON "audit_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "admin_actions_by_time" ON "admin_actions" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "admin_actions_by_admin" ON "admin_actions" USING btree ("admin_id","at","id");--> statement-breakpoint
CREATE INDEX "admin_actions_by_entity" ON "admin_actions" USING btree ("entity_type","entity_id","at","id");--> statement-breakpoint
CREATE INDEX "admin_actions_by_action" ON "admin_actions" USING btree ("action","at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash_unique" ON "api_keys" USING btree ("key_hash");--> statement-breakpoint
CREATE INDEX "api_keys_open" ON "api_keys" USING btree ("id") WHERE "api_keys"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "avatar_uploads_by_end" ON "avatar_uploads" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "avatars_by_user" ON "avatars" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "avatars_by_age" ON "avatars" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "email_changes_by_end" ON "email_changes" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "external_attempts_by_end" ON "external_attempts" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "kyc_cases_one_open_or_verified" ON "kyc_cases" USING btree ("user_id") WHERE "kyc_cases"."status" in ('PENDING', 'VERIFIED');--> statement-breakpoint
CREATE INDEX "kyc_cases_by_user" ON "kyc_cases" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "kyc_cases_queue" ON "kyc_cases" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "kyc_cases_documents_kept" ON "kyc_cases" USING btree ("decided_at") WHERE "kyc_cases"."documents_deleted_at" is null;--> statement-breakpoint
CREATE INDEX "kyc_documents_by_case" ON "kyc_documents" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "kyc_documents_by_user" ON "kyc_documents" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "kyc_documents_abandoned" ON "kyc_documents" USING btree ("expires_at") WHERE "kyc_documents"."case_id" is null;--> statement-breakpoint
CREATE INDEX "letters_by_recipient" ON "letters" USING btree ("recipient_hash","id");--> statement-breakpoint
CREATE INDEX "letters_by_age" ON "letters" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "mfa_challenges_by_user" ON "mfa_challenges" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "mfa_challenges_by_end" ON "mfa_challenges" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "password_resets_token_unique" ON "password_resets" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "password_resets_by_end" ON "password_resets" USING btree ("link_expires_at");--> statement-breakpoint
CREATE INDEX "phone_verifications_by_end" ON "phone_verifications" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "registrations_email_unique" ON "registrations" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "registrations_username_unique" ON "registrations" USING btree ("username");--> statement-breakpoint
CREATE UNIQUE INDEX "registrations_link_unique" ON "registrations" USING btree ("link_hash");--> statement-breakpoint
CREATE INDEX "registrations_by_end" ON "registrations" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_verified_phone_unique" ON "users" USING btree ("phone") WHERE "users"."phone_verified_at" is not null;--> statement-breakpoint
CREATE INDEX "users_by_email_start" ON "users" USING btree (lower("email") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "users_by_username_start" ON "users" USING btree ("username" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "users_by_phone_start" ON "users" USING btree ("phone" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "users_by_display_name_start" ON "users" USING btree (lower("display_name") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "users_by_first_name_start" ON "users" USING btree (lower("first_name") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "users_by_last_name_start" ON "users" USING btree (lower("last_name") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "users_blocked" ON "users" USING btree ("id") WHERE "users"."blocked_at" is not null;--> statement-breakpoint
CREATE INDEX "users_erased" ON "users" USING btree ("id") WHERE "users"."erased_at" is not null;--> statement-breakpoint
CREATE INDEX "refresh_tokens_in_grace" ON "refresh_tokens" USING btree ("used_at") WHERE "refresh_tokens"."successor_sealed" is not null;--> statement-breakpoint
CREATE INDEX "user_roles_by_role" ON "user_roles" USING btree ("role","user_id");--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_verified_phone_is_known" CHECK ("users"."phone_verified_at" is null or "users"."phone" is not null);--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_blocked_for_a_reason_by_somebody" CHECK (("users"."blocked_at" is null) = ("users"."block_reason" is null) and ("users"."blocked_at" is null) = ("users"."blocked_by" is null));--> statement-breakpoint
ALTER TABLE "addresses" ADD CONSTRAINT "addresses_location_is_whole" CHECK (num_nulls("addresses"."latitude", "addresses"."longitude", "addresses"."precision") in (0, 3));--> statement-breakpoint
ALTER TABLE "addresses" ADD CONSTRAINT "addresses_location_is_on_earth" CHECK ("addresses"."latitude" between -90 and 90 and "addresses"."longitude" between -180 and 180);--> statement-breakpoint
ALTER TABLE "addresses" ADD CONSTRAINT "addresses_precision_is_known" CHECK ("addresses"."precision" in ('ROOFTOP', 'STREET', 'CITY'));