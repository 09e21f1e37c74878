CREATE TABLE "addresses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"address" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cart_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"owner_is_guest" boolean NOT NULL,
	"variant_id" uuid NOT NULL,
	"shipping_rate_id" uuid,
	"quantity" integer NOT NULL,
	"seen_price_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cart_items_alike_add_up" UNIQUE NULLS NOT DISTINCT("owner_id","variant_id","shipping_rate_id"),
	CONSTRAINT "cart_items_quantity_positive" CHECK ("cart_items"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"description" text NOT NULL,
	"parent_id" uuid,
	"path" uuid[] NOT NULL,
	"sort_order" integer NOT NULL,
	"active" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "categories_path_ends_with_itself" CHECK ("categories"."path"[cardinality("categories"."path")] = "categories"."id"),
	CONSTRAINT "categories_path_passes_parent" CHECK ("categories"."parent_id" is not distinct from "categories"."path"[cardinality("categories"."path") - 1])
);
--> statement-breakpoint
CREATE TABLE "checkout_holds" (
	"checkout_id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"buyer_id" uuid,
	"order_id" uuid,
	"bought_items" jsonb NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "checkout_holds_state_known" CHECK ("checkout_holds"."state" in ('HELD', 'RELEASED', 'CONFIRMED')),
	CONSTRAINT "checkout_holds_held_for_a_buyer" CHECK ("checkout_holds"."state" = 'RELEASED' or "checkout_holds"."buyer_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "favourites" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" uuid NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "favourites_target_kind_known" CHECK ("favourites"."target_kind" in ('PRODUCT'))
);
--> statement-breakpoint
CREATE TABLE "fulfilment_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "fulfilment_changes_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"order_id" uuid NOT NULL,
	"fulfilment_id" uuid NOT NULL,
	"from_status" text,
	"to_status" text NOT NULL,
	"comment" text,
	"changed_by" text NOT NULL,
	"person_id" uuid,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fulfilments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"status" text NOT NULL,
	"items_total_minor" bigint NOT NULL,
	"shipping_total_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"tracking_number" text,
	CONSTRAINT "fulfilments_one_per_order_and_store" UNIQUE("order_id","store_id"),
	CONSTRAINT "fulfilments_status_known" CHECK ("fulfilments"."status" in ('PENDING', 'CONFIRMED', 'PREPARING', 'READY', 'SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLED')),
	CONSTRAINT "fulfilments_totals_not_negative" CHECK ("fulfilments"."items_total_minor" >= 0 and "fulfilments"."shipping_total_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fulfilment_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"title" text NOT NULL,
	"variant_title" text NOT NULL,
	"sku" text NOT NULL,
	"quantity" integer NOT NULL,
	"unit_price_minor" bigint NOT NULL,
	"shipping_line_id" uuid,
	"shipping_name" text,
	"shipping_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"cancelled_at" timestamp with time zone,
	"cancel_reason" text,
	CONSTRAINT "order_lines_shipping_line_unique" UNIQUE("shipping_line_id"),
	CONSTRAINT "order_lines_quantity_positive" CHECK ("order_lines"."quantity" > 0),
	CONSTRAINT "order_lines_price_not_negative" CHECK ("order_lines"."unit_price_minor" >= 0),
	CONSTRAINT "order_lines_shipping_line_iff_paid" CHECK (("order_lines"."shipping_minor" > 0) = ("order_lines"."shipping_line_id" is not null)),
	CONSTRAINT "order_lines_reason_only_if_cancelled" CHECK ("order_lines"."cancel_reason" is null or "order_lines"."cancelled_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "import_jobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"store_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"file_id" text NOT NULL,
	"mode" text NOT NULL,
	"status" text NOT NULL,
	"total_rows" integer,
	"processed_rows" integer NOT NULL,
	"imported_rows" integer NOT NULL,
	"rejected_rows" integer NOT NULL,
	"created_products" integer NOT NULL,
	"created_variants" integer NOT NULL,
	"updated_variants" integer NOT NULL,
	"failure" text,
	"version" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "import_jobs_status_known" CHECK ("import_jobs"."status" in ('PENDING', 'RUNNING', 'COMPLETED', 'FAILED')),
	CONSTRAINT "import_jobs_mode_known" CHECK ("import_jobs"."mode" in ('PARTIAL', 'ALL_OR_NOTHING')),
	CONSTRAINT "import_jobs_finished_at_iff_ended" CHECK (("import_jobs"."finished_at" is not null) = ("import_jobs"."status" in ('COMPLETED', 'FAILED')))
);
--> statement-breakpoint
CREATE TABLE "import_row_errors" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"import_job_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"column" text,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"checkout_id" uuid NOT NULL,
	"buyer_id" uuid NOT NULL,
	"store_ids" uuid[] NOT NULL,
	"currency" char(3) NOT NULL,
	"status" text NOT NULL,
	"delivery_address" jsonb,
	"placed_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"version" integer NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "orders_number_unique" UNIQUE("number"),
	CONSTRAINT "orders_one_per_checkout" UNIQUE("checkout_id"),
	CONSTRAINT "orders_status_known" CHECK ("orders"."status" in ('PENDING', 'CONFIRMED', 'PREPARING', 'READY', 'SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLED')),
	CONSTRAINT "orders_has_stores" CHECK (cardinality("orders"."store_ids") > 0),
	CONSTRAINT "orders_cancelled_at_iff_cancelled" CHECK (("orders"."status" = 'CANCELLED') = ("orders"."cancelled_at" is not null)),
	CONSTRAINT "orders_confirmed_at_once_paid" CHECK (case "orders"."status" when 'PENDING' then "orders"."confirmed_at" is null when 'CANCELLED' then true else "orders"."confirmed_at" is not null end)
);
--> statement-breakpoint
CREATE TABLE "product_images" (
	"id" uuid PRIMARY KEY NOT NULL,
	"product_id" uuid NOT NULL,
	"url" text NOT NULL,
	"alt_text" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" uuid PRIMARY KEY NOT NULL,
	"store_id" uuid NOT NULL,
	"category_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"handle" text NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"brand" text,
	"status" text NOT NULL,
	"option_names" text[] NOT NULL,
	"lowest_price_minor" bigint,
	"highest_price_minor" bigint,
	"words" "tsvector",
	"plain_title" text,
	"version" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	"listed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "products_id_store_currency_unique" UNIQUE("id","store_id","currency"),
	CONSTRAINT "products_status_known" CHECK ("products"."status" in ('DRAFT', 'PUBLISHED', 'ARCHIVED')),
	CONSTRAINT "products_at_most_three_options" CHECK (cardinality("products"."option_names") <= 3),
	CONSTRAINT "products_listed_when_published" CHECK ("products"."listed_at" = coalesce("products"."published_at", "products"."created_at")),
	CONSTRAINT "products_published_at_once_published" CHECK ("products"."status" <> 'PUBLISHED' or "products"."published_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "variants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"product_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"sku" text NOT NULL,
	"option_values" text[] NOT NULL,
	"price_minor" bigint NOT NULL,
	"compare_at_minor" bigint,
	"currency" char(3) NOT NULL,
	"barcode" text,
	"weight_grams" integer,
	"active" boolean NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "variants_price_not_negative" CHECK ("variants"."price_minor" >= 0),
	CONSTRAINT "variants_compare_at_above_price" CHECK ("variants"."compare_at_minor" > "variants"."price_minor"),
	CONSTRAINT "variants_weight_positive" CHECK ("variants"."weight_grams" > 0)
);
--> statement-breakpoint
CREATE TABLE "shipping_rates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"store_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"free_over_minor" bigint,
	"currency" char(3) NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "shipping_rates_kind_known" CHECK ("shipping_rates"."kind" in ('PER_ITEM', 'PER_ORDER', 'BY_WEIGHT')),
	CONSTRAINT "shipping_rates_amount_not_negative" CHECK ("shipping_rates"."amount_minor" >= 0),
	CONSTRAINT "shipping_rates_free_over_positive" CHECK ("shipping_rates"."free_over_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "stock_levels" (
	"variant_id" uuid PRIMARY KEY NOT NULL,
	"on_hand" integer NOT NULL,
	"reserved" integer NOT NULL,
	CONSTRAINT "stock_levels_reserved_not_negative" CHECK ("stock_levels"."reserved" >= 0),
	CONSTRAINT "stock_levels_never_oversold" CHECK ("stock_levels"."reserved" <= "stock_levels"."on_hand")
);
--> statement-breakpoint
CREATE TABLE "stock_movements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"variant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"on_hand_change" integer NOT NULL,
	"reserved_change" integer NOT NULL,
	"reference" uuid,
	"line_id" uuid,
	"reason" text,
	"author_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stock_movements_change_fits_kind" CHECK (case "stock_movements"."kind"
        when 'RECEIVED' then "stock_movements"."on_hand_change" > 0 and "stock_movements"."reserved_change" = 0
        when 'ADJUSTED' then "stock_movements"."on_hand_change" <> 0 and "stock_movements"."reserved_change" = 0
        when 'RESERVED' then "stock_movements"."on_hand_change" = 0 and "stock_movements"."reserved_change" > 0
        when 'RELEASED' then "stock_movements"."on_hand_change" = 0 and "stock_movements"."reserved_change" < 0
        when 'SOLD' then "stock_movements"."on_hand_change" < 0 and "stock_movements"."reserved_change" = "stock_movements"."on_hand_change"
        when 'RETURNED' then "stock_movements"."on_hand_change" > 0 and "stock_movements"."reserved_change" = 0
        else false end),
	CONSTRAINT "stock_movements_reference_with_line" CHECK (("stock_movements"."reference" is null) = ("stock_movements"."line_id" is null))
);
--> statement-breakpoint
CREATE TABLE "store_staff" (
	"store_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "store_staff_pkey" PRIMARY KEY("store_id","user_id"),
	CONSTRAINT "store_staff_role_known" CHECK ("store_staff"."role" in ('OWNER', 'MANAGER', 'CLERK'))
);
--> statement-breakpoint
CREATE TABLE "stores" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"description" text NOT NULL,
	"currency" char(3) NOT NULL,
	"status" text NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stores_id_currency_unique" UNIQUE("id","currency"),
	CONSTRAINT "stores_status_known" CHECK ("stores"."status" in ('PENDING', 'ACTIVE', 'SUSPENDED')),
	CONSTRAINT "stores_currency_code" CHECK ("stores"."currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
ALTER TABLE "cart_items" ADD CONSTRAINT "cart_items_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cart_items" ADD CONSTRAINT "cart_items_shipping_rate_id_shipping_rates_id_fk" FOREIGN KEY ("shipping_rate_id") REFERENCES "shipping_rates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "categories" ADD CONSTRAINT "categories_parent_id_categories_id_fk" FOREIGN KEY ("parent_id") REFERENCES "categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fulfilment_changes" ADD CONSTRAINT "fulfilment_changes_fulfilment_id_fulfilments_id_fk" FOREIGN KEY ("fulfilment_id") REFERENCES "fulfilments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fulfilments" ADD CONSTRAINT "fulfilments_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_fulfilment_id_fulfilments_id_fk" FOREIGN KEY ("fulfilment_id") REFERENCES "fulfilments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_jobs" ADD CONSTRAINT "import_jobs_store_id_stores_id_fk" FOREIGN KEY ("store_id") REFERENCES "stores"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_row_errors" ADD CONSTRAINT "import_row_errors_import_job_id_import_jobs_id_fk" FOREIGN KEY ("import_job_id") REFERENCES "import_jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_images" ADD CONSTRAINT "product_images_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_currency_of_store" FOREIGN KEY ("store_id","currency") REFERENCES "stores"("id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_store_and_currency_of_product" FOREIGN KEY ("product_id","store_id","currency") REFERENCES "products"("id","store_id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipping_rates" ADD CONSTRAINT "shipping_rates_currency_of_store" FOREIGN KEY ("store_id","currency") REFERENCES "stores"("id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_levels" ADD CONSTRAINT "stock_levels_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "store_staff" ADD CONSTRAINT "store_staff_store_id_stores_id_fk" FOREIGN KEY ("store_id") REFERENCES "stores"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "addresses_by_user" ON "addresses" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "categories_slug_unique" ON "categories" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "categories_parent" ON "categories" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "categories_path" ON "categories" USING gin ("path");--> statement-breakpoint
CREATE INDEX "categories_name" ON "categories" USING btree (lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "favourites_once" ON "favourites" USING btree ("user_id","target_kind","target_id");--> statement-breakpoint
CREATE INDEX "favourites_latest" ON "favourites" USING btree ("user_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "favourites_target" ON "favourites" USING btree ("target_kind","target_id");--> statement-breakpoint
CREATE INDEX "fulfilment_changes_by_order" ON "fulfilment_changes" USING btree ("order_id","position");--> statement-breakpoint
CREATE INDEX "fulfilment_changes_by_fulfilment" ON "fulfilment_changes" USING btree ("fulfilment_id","position");--> statement-breakpoint
CREATE INDEX "fulfilments_by_store" ON "fulfilments" USING btree ("store_id","order_id");--> statement-breakpoint
CREATE INDEX "order_lines_by_fulfilment" ON "order_lines" USING btree ("fulfilment_id");--> statement-breakpoint
CREATE INDEX "import_row_errors_order" ON "import_row_errors" USING btree ("import_job_id","row","id");--> statement-breakpoint
CREATE INDEX "orders_by_buyer" ON "orders" USING btree ("buyer_id","id");--> statement-breakpoint
CREATE INDEX "orders_by_change" ON "orders" USING btree ("changed_at");--> statement-breakpoint
CREATE INDEX "orders_by_store" ON "orders" USING gin ("store_ids");--> statement-breakpoint
CREATE UNIQUE INDEX "product_images_url_unique" ON "product_images" USING btree ("product_id","url");--> statement-breakpoint
CREATE INDEX "product_images_order" ON "product_images" USING btree ("product_id","position","id");--> statement-breakpoint
CREATE UNIQUE INDEX "products_handle_unique" ON "products" USING btree ("store_id","handle");--> statement-breakpoint
CREATE INDEX "products_newest" ON "products" USING btree ("status","listed_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "products_of_store" ON "products" USING btree ("store_id","listed_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "products_price" ON "products" USING btree ("status","currency","lowest_price_minor","id");--> statement-breakpoint
CREATE INDEX "products_category" ON "products" USING btree ("category_id","listed_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "products_brand" ON "products" USING btree (lower("brand"));--> statement-breakpoint
CREATE INDEX "products_words" ON "products" USING gin ("words");--> statement-breakpoint
CREATE UNIQUE INDEX "variants_sku_unique" ON "variants" USING btree ("store_id","sku");--> statement-breakpoint
CREATE UNIQUE INDEX "variants_options_unique" ON "variants" USING btree ("product_id","option_values");--> statement-breakpoint
CREATE INDEX "shipping_rates_offered" ON "shipping_rates" USING btree ("store_id","amount_minor","id") WHERE "shipping_rates"."removed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "stock_movements_once_per_line" ON "stock_movements" USING btree ("reference","line_id","kind");--> statement-breakpoint
CREATE INDEX "stock_movements_of_variant" ON "stock_movements" USING btree ("variant_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "store_staff_user" ON "store_staff" USING btree ("user_id","store_id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "stores_slug_unique" ON "stores" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "stores_status_id" ON "stores" USING btree ("status","id" DESC NULLS LAST);