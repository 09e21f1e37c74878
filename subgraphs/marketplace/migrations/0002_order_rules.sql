-- Order numbers count per year. A sequence waits for nobody's commit; its gaps do no harm, since a number is only unique.
CREATE FUNCTION next_order_counter(year integer) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  counter text := 'order_counter_' || year;
BEGIN
  IF to_regclass(counter) IS NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(counter, 0));
    EXECUTE format('CREATE SEQUENCE IF NOT EXISTS %I', counter);
  END IF;
  RETURN nextval(counter::regclass);
END $$;
--> statement-breakpoint

-- History is written once.
CREATE FUNCTION fulfilment_changes_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: history is append only', tg_op, tg_table_name
    USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER fulfilment_changes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON fulfilment_changes
  FOR EACH STATEMENT EXECUTE FUNCTION fulfilment_changes_refuse_change();
--> statement-breakpoint

-- A hold ends once: neither a release nor a confirmation is ever taken back.
CREATE FUNCTION checkout_holds_end_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF old.state <> 'HELD' THEN
    RAISE EXCEPTION 'the hold of checkout % is % and stays so', old.checkout_id, old.state
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER checkout_holds_end_once BEFORE UPDATE ON checkout_holds
  FOR EACH ROW EXECUTE FUNCTION checkout_holds_end_once();
