-- The category of whatever has no other; its id is also in categories.domain.ts.
INSERT INTO categories (id, name, slug, description, parent_id, path, sort_order, active)
VALUES (
  '01900000-0000-7000-8000-000000000001', 'Other', 'other', '', NULL,
  ARRAY['01900000-0000-7000-8000-000000000001']::uuid[], 1000000, true
);
--> statement-breakpoint

-- A store always has an owner. Two owners who leave at once meet at the store's row lock; the second sees the first gone.
CREATE FUNCTION store_staff_keeps_an_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF old.role = 'OWNER' AND (tg_op = 'DELETE' OR new.role <> 'OWNER') THEN
    PERFORM 1 FROM stores WHERE id = old.store_id FOR NO KEY UPDATE;
    IF NOT EXISTS (SELECT 1 FROM store_staff WHERE store_id = old.store_id AND role = 'OWNER') THEN
      RAISE EXCEPTION 'store % would have no owner', old.store_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'store_staff_keeps_an_owner';
    END IF;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER store_staff_keeps_an_owner AFTER UPDATE OR DELETE ON store_staff
  FOR EACH ROW EXECUTE FUNCTION store_staff_keeps_an_owner();
--> statement-breakpoint

-- The words that a product is found by: as written (for prefixes) and by English stems, without accents.
CREATE FUNCTION products_index_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  title text := unaccent(new.title);
  brand text := unaccent(coalesce(new.brand, ''));
  description text := unaccent(left(regexp_replace(new.description, '<[^>]*>', ' ', 'g'), 20000));
BEGIN
  new.words :=
    setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('english', title), 'A') ||
    setweight(to_tsvector('simple', brand), 'B') ||
    setweight(to_tsvector('simple', description), 'C') || setweight(to_tsvector('english', description), 'C');
  new.plain_title := lower(title || ' ' || brand);
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER products_index_words BEFORE INSERT OR UPDATE OF title, brand, description ON products
  FOR EACH ROW EXECUTE FUNCTION products_index_words();
--> statement-breakpoint
CREATE INDEX products_plain_title ON products USING gin (plain_title gin_trgm_ops);
--> statement-breakpoint

-- Prices of a product are those of its active variants. Products are locked in id order, so batches do not deadlock.
CREATE FUNCTION variants_price_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM products WHERE id IN (SELECT product_id FROM changed) ORDER BY id FOR NO KEY UPDATE;
  UPDATE products SET lowest_price_minor = prices.lowest, highest_price_minor = prices.highest
  FROM (
    SELECT touched.product_id, min(price_minor) FILTER (WHERE active) AS lowest,
      max(price_minor) FILTER (WHERE active) AS highest
    FROM (SELECT DISTINCT product_id FROM changed) touched JOIN variants USING (product_id)
    GROUP BY touched.product_id
  ) prices
  WHERE products.id = prices.product_id
    AND (lowest_price_minor, highest_price_minor) IS DISTINCT FROM (prices.lowest, prices.highest);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER variants_price_products_inserted AFTER INSERT ON variants
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION variants_price_products();
--> statement-breakpoint
CREATE TRIGGER variants_price_products_updated AFTER UPDATE ON variants
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION variants_price_products();
--> statement-breakpoint

-- Every variant has a stock level, which begins empty.
CREATE FUNCTION variants_begin_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stock_levels (variant_id, on_hand, reserved) SELECT id, 0, 0 FROM added;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER variants_begin_stock AFTER INSERT ON variants
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION variants_begin_stock();
--> statement-breakpoint

-- A level is what its movements add up to: entering a movement is the only way to change it.
CREATE FUNCTION stock_movements_change_levels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM stock_levels WHERE variant_id IN (SELECT variant_id FROM added) ORDER BY variant_id FOR NO KEY UPDATE;
  UPDATE stock_levels level
  SET on_hand = level.on_hand + change.on_hand, reserved = level.reserved + change.reserved
  FROM (
    SELECT variant_id, sum(on_hand_change) AS on_hand, sum(reserved_change) AS reserved FROM added GROUP BY variant_id
  ) change
  WHERE level.variant_id = change.variant_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER stock_movements_change_levels AFTER INSERT ON stock_movements
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION stock_movements_change_levels();
--> statement-breakpoint

CREATE FUNCTION stock_refuse_direct_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: enter a stock movement', tg_op, tg_table_name
    USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER stock_movements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_movements
  FOR EACH STATEMENT EXECUTE FUNCTION stock_refuse_direct_change();
--> statement-breakpoint
-- At depth 0 a statement comes from outside: only the triggers above write levels.
CREATE TRIGGER stock_levels_follow_movements BEFORE INSERT OR UPDATE OR DELETE ON stock_levels
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION stock_refuse_direct_change();
--> statement-breakpoint
CREATE TRIGGER stock_levels_never_emptied BEFORE TRUNCATE ON stock_levels
  FOR EACH STATEMENT EXECUTE FUNCTION stock_refuse_direct_change();
--> statement-breakpoint

-- Products whose title or brand has words like the ones looked for, so that typos are forgiven; 500 at most.
CREATE FUNCTION products_resembling(looked_for text) RETURNS TABLE (product_id uuid, likeness real)
LANGUAGE sql STABLE SET pg_trgm.word_similarity_threshold = 0.3 AS $$
  SELECT id, word_similarity(lower(unaccent(looked_for)), plain_title)
  FROM products WHERE lower(unaccent(looked_for)) <% plain_title
  ORDER BY 2 DESC, 1 LIMIT 500
$$;
