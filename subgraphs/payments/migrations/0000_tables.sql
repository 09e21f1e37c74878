CREATE TABLE "checkout_changes" (
	"checkout_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"from_status" text,
	"to_status" text NOT NULL,
	"comment" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "checkout_changes_checkout_id_version_pk" PRIMARY KEY("checkout_id","version")
);
--> statement-breakpoint
CREATE TABLE "checkout_lines" (
	"line_id" uuid PRIMARY KEY NOT NULL,
	"checkout_id" uuid NOT NULL,
	"participant" text NOT NULL,
	"ref" uuid NOT NULL,
	"fulfilment_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"description" text NOT NULL,
	"payee_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"commissionable" boolean NOT NULL,
	"release_days" integer NOT NULL,
	CONSTRAINT "checkout_lines_not_negative" CHECK ("checkout_lines"."amount_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "checkout_participants" (
	"checkout_id" uuid NOT NULL,
	"participant" text NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "checkout_participants_checkout_id_participant_pk" PRIMARY KEY("checkout_id","participant")
);
--> statement-breakpoint
CREATE TABLE "checkouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"buyer_id" uuid NOT NULL,
	"status" text NOT NULL,
	"version" integer NOT NULL,
	"currency" char(3) NOT NULL,
	"delivery_address_id" uuid,
	"expected_minor" bigint,
	"payment_method" text NOT NULL,
	"total_minor" bigint,
	"rejections" jsonb NOT NULL,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "checkouts_total_not_negative" CHECK ("checkouts"."total_minor" >= 0),
	CONSTRAINT "checkouts_total_known_once_reserved" CHECK ("checkouts"."total_minor" is not null or "checkouts"."status" in ('RESERVING', 'REJECTED', 'CANCELLED'))
);
--> statement-breakpoint
CREATE TABLE "escrows" (
	"line_id" uuid PRIMARY KEY NOT NULL,
	"checkout_id" uuid NOT NULL,
	"payment_id" uuid,
	"order_id" uuid NOT NULL,
	"fulfilment_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"pending_refund_minor" bigint DEFAULT 0 NOT NULL,
	"commission_bps" integer NOT NULL,
	"commission_minor" bigint DEFAULT 0 NOT NULL,
	"release_days" integer NOT NULL,
	"release_at" timestamp with time zone,
	"released" boolean DEFAULT false NOT NULL,
	CONSTRAINT "escrows_never_refunded_beyond_capture" CHECK ("escrows"."refunded_minor" >= 0 and "escrows"."pending_refund_minor" >= 0
        and "escrows"."refunded_minor" + "escrows"."pending_refund_minor" <= "escrows"."amount_minor"),
	CONSTRAINT "escrows_commission_within_line" CHECK ("escrows"."commission_minor" between 0 and "escrows"."amount_minor" - "escrows"."refunded_minor"),
	CONSTRAINT "escrows_released_when_due" CHECK (not "escrows"."released" or "escrows"."release_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "ledger_accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_kind" text NOT NULL,
	"owner_id" text NOT NULL,
	"kind" text NOT NULL,
	"currency" char(3) NOT NULL,
	"may_go_negative" boolean NOT NULL,
	"balance_minor" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "ledger_accounts_one_per_owner_kind_currency" UNIQUE("owner_id","kind","currency","owner_kind"),
	CONSTRAINT "ledger_accounts_id_currency" UNIQUE("id","currency"),
	CONSTRAINT "ledger_accounts_not_overdrawn" CHECK ("ledger_accounts"."balance_minor" >= 0 or "ledger_accounts"."may_go_negative")
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"reference" uuid NOT NULL,
	"order_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "ledger_entries_once_per_kind_and_reference" UNIQUE("reference","kind")
);
--> statement-breakpoint
CREATE TABLE "ledger_postings" (
	"entry_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "ledger_postings_account_id_entry_id_pk" PRIMARY KEY("account_id","entry_id"),
	CONSTRAINT "ledger_postings_not_zero" CHECK ("ledger_postings"."amount_minor" <> 0)
);
--> statement-breakpoint
CREATE TABLE "order_links" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"checkout_id" uuid NOT NULL,
	"buyer_id" uuid NOT NULL,
	"store_ids" uuid[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment_changes" (
	"payment_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"comment" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "payment_changes_payment_id_version_pk" PRIMARY KEY("payment_id","version")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"checkout_id" uuid NOT NULL,
	"buyer_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"provider_ref" text,
	"method" text NOT NULL,
	"status" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"captured_minor" bigint DEFAULT 0 NOT NULL,
	"captured_currency" char(3),
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"pending_refund_minor" bigint DEFAULT 0 NOT NULL,
	"disposition" text,
	"redirect_url" text,
	"failure" jsonb,
	"version" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"captured_at" timestamp with time zone,
	CONSTRAINT "payments_provider_ref" UNIQUE("provider","provider_ref"),
	CONSTRAINT "payments_amount_positive" CHECK ("payments"."amount_minor" > 0),
	CONSTRAINT "payments_never_refunded_beyond_capture" CHECK ("payments"."refunded_minor" >= 0 and "payments"."pending_refund_minor" >= 0
        and "payments"."refunded_minor" + "payments"."pending_refund_minor" <= "payments"."captured_minor"),
	CONSTRAINT "payments_captured_iff_disposed" CHECK (("payments"."status" in ('CAPTURED', 'PARTIALLY_REFUNDED', 'REFUNDED')) = ("payments"."disposition" is not null)),
	CONSTRAINT "payments_escrow_is_exact" CHECK ("payments"."disposition" is distinct from 'ESCROW'
        or ("payments"."captured_minor" = "payments"."amount_minor" and "payments"."captured_currency" = "payments"."currency"))
);
--> statement-breakpoint
CREATE TABLE "refund_lines" (
	"refund_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "refund_lines_refund_id_line_id_pk" PRIMARY KEY("refund_id","line_id"),
	CONSTRAINT "refund_lines_amount_positive" CHECK ("refund_lines"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"payment_id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_key" text NOT NULL,
	"status" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"reason" text NOT NULL,
	"requested_by" uuid,
	"requested_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "refunds_one_per_source" UNIQUE("payment_id","source","source_key"),
	CONSTRAINT "refunds_amount_positive" CHECK ("refunds"."amount_minor" > 0),
	CONSTRAINT "refunds_settled_iff_not_pending" CHECK (("refunds"."status" = 'PENDING') = ("refunds"."settled_at" is null))
);
--> statement-breakpoint
CREATE TABLE "store_staff" (
	"store_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "store_staff_store_id_user_id_pk" PRIMARY KEY("store_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"event_id" text NOT NULL,
	"body" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"waits_for_payment_id" uuid,
	"processed_at" timestamp with time zone,
	CONSTRAINT "webhook_events_once" UNIQUE("provider","event_id")
);
--> statement-breakpoint
ALTER TABLE "checkout_changes" ADD CONSTRAINT "checkout_changes_checkout_id_checkouts_id_fk" FOREIGN KEY ("checkout_id") REFERENCES "checkouts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkout_lines" ADD CONSTRAINT "checkout_lines_checkout_id_checkouts_id_fk" FOREIGN KEY ("checkout_id") REFERENCES "checkouts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkout_participants" ADD CONSTRAINT "checkout_participants_checkout_id_checkouts_id_fk" FOREIGN KEY ("checkout_id") REFERENCES "checkouts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escrows" ADD CONSTRAINT "escrows_line_id_checkout_lines_line_id_fk" FOREIGN KEY ("line_id") REFERENCES "checkout_lines"("line_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escrows" ADD CONSTRAINT "escrows_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_postings" ADD CONSTRAINT "ledger_postings_entry_id_ledger_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "ledger_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_postings" ADD CONSTRAINT "ledger_postings_currency_of_account" FOREIGN KEY ("account_id","currency") REFERENCES "ledger_accounts"("id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_changes" ADD CONSTRAINT "payment_changes_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_checkout_id_checkouts_id_fk" FOREIGN KEY ("checkout_id") REFERENCES "checkouts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund_lines" ADD CONSTRAINT "refund_lines_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "checkout_lines_of_checkout" ON "checkout_lines" USING btree ("checkout_id");--> statement-breakpoint
CREATE INDEX "checkout_lines_of_order" ON "checkout_lines" USING btree ("ref");--> statement-breakpoint
CREATE UNIQUE INDEX "checkouts_one_open_per_buyer" ON "checkouts" USING btree ("buyer_id") WHERE "checkouts"."status" in ('RESERVING', 'AWAITING_PAYMENT', 'PAID');--> statement-breakpoint
CREATE INDEX "checkouts_of_buyer" ON "checkouts" USING btree ("buyer_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "checkouts_by_open_status" ON "checkouts" USING btree ("status","changed_at") WHERE "checkouts"."status" in ('RESERVING', 'AWAITING_PAYMENT', 'PAID');--> statement-breakpoint
CREATE INDEX "escrows_of_fulfilment" ON "escrows" USING btree ("fulfilment_id");--> statement-breakpoint
CREATE INDEX "escrows_of_payment" ON "escrows" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "escrows_of_checkout" ON "escrows" USING btree ("checkout_id");--> statement-breakpoint
CREATE INDEX "ledger_accounts_kind" ON "ledger_accounts" USING btree ("kind","currency");--> statement-breakpoint
CREATE INDEX "ledger_postings_entry" ON "ledger_postings" USING btree ("entry_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_one_open_per_checkout" ON "payments" USING btree ("checkout_id") WHERE "payments"."status" in ('PENDING', 'AUTHORISED');--> statement-breakpoint
CREATE UNIQUE INDEX "payments_one_pays_per_checkout" ON "payments" USING btree ("checkout_id") WHERE "payments"."disposition" = 'ESCROW';--> statement-breakpoint
CREATE INDEX "payments_of_checkout" ON "payments" USING btree ("checkout_id","id");--> statement-breakpoint
CREATE INDEX "payments_of_buyer" ON "payments" USING btree ("buyer_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "payments_open" ON "payments" USING btree ("created_at") WHERE "payments"."status" in ('PENDING', 'AUTHORISED');--> statement-breakpoint
CREATE INDEX "refunds_of_payment" ON "refunds" USING btree ("payment_id","id");--> statement-breakpoint
CREATE INDEX "refunds_pending" ON "refunds" USING btree ("requested_at") WHERE "refunds"."status" = 'PENDING';--> statement-breakpoint
CREATE INDEX "store_staff_of_user" ON "store_staff" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "webhook_events_waiting" ON "webhook_events" USING btree ("waits_for_payment_id") WHERE "webhook_events"."processed_at" is null;