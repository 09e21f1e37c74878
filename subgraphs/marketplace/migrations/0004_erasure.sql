-- What people wrote goes when they are erased; everything else of history is written once, as before.
CREATE FUNCTION fulfilment_changes_lose_words_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF new.comment IS NOT NULL OR to_jsonb(new) - 'comment' <> to_jsonb(old) - 'comment' THEN
    RAISE EXCEPTION '% of % is refused: history is append only', tg_op, tg_table_name
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE OR REPLACE TRIGGER fulfilment_changes_append_only BEFORE DELETE OR TRUNCATE ON fulfilment_changes
  FOR EACH STATEMENT EXECUTE FUNCTION fulfilment_changes_refuse_change();
--> statement-breakpoint
CREATE TRIGGER fulfilment_changes_lose_words_alone BEFORE UPDATE ON fulfilment_changes
  FOR EACH ROW EXECUTE FUNCTION fulfilment_changes_lose_words_alone();
