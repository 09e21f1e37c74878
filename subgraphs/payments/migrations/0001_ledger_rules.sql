-- What is posted stays: a correction is another entry.
create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append only: % of % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger ledger_entries_append_only before update or delete or truncate on ledger_entries
  for each statement execute function ledger_is_append_only();
create trigger ledger_postings_append_only before update or delete or truncate on ledger_postings
  for each statement execute function ledger_is_append_only();
create trigger ledger_accounts_are_kept before delete or truncate on ledger_accounts
  for each statement execute function ledger_is_append_only();

-- A balance is the sum of its account's postings: only a posting moves it.
create function ledger_apply_posting() returns trigger language plpgsql as $$
begin
  update ledger_accounts set balance_minor = balance_minor + new.amount_minor where id = new.account_id;
  return null;
end $$;

create trigger ledger_postings_apply after insert on ledger_postings
  for each row execute function ledger_apply_posting();

create function ledger_protect_account() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.balance_minor <> 0 then
      raise exception 'an account is opened empty' using errcode = 'restrict_violation';
    end if;
    return new;
  end if;
  if (new.id, new.owner_kind, new.owner_id, new.kind, new.currency, new.may_go_negative)
    is distinct from (old.id, old.owner_kind, old.owner_id, old.kind, old.currency, old.may_go_negative)
    or (new.balance_minor <> old.balance_minor and pg_trigger_depth() < 2) then
    raise exception 'only postings change an account' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create trigger ledger_accounts_moved_by_postings before insert or update on ledger_accounts
  for each row execute function ledger_protect_account();

-- Checked at commit: the postings of an entry sum to zero per currency, and there are at least two.
create function ledger_check_entry() returns trigger language plpgsql as $$
declare
  entry uuid := case tg_table_name when 'ledger_entries' then (to_jsonb(new) ->> 'id')::uuid
                                   else (to_jsonb(new) ->> 'entry_id')::uuid end;
begin
  if exists (select from ledger_postings where entry_id = entry group by currency having sum(amount_minor) <> 0) then
    raise exception 'entry % is not balanced', entry using errcode = 'check_violation', constraint = 'ledger_entries_balanced';
  end if;
  if (select count(*) from ledger_postings where entry_id = entry) < 2 then
    raise exception 'entry % moves nothing', entry using errcode = 'check_violation', constraint = 'ledger_entries_balanced';
  end if;
  return null;
end $$;

create constraint trigger ledger_entries_balanced after insert on ledger_entries
  deferrable initially deferred for each row execute function ledger_check_entry();
create constraint trigger ledger_postings_balanced after insert on ledger_postings
  deferrable initially deferred for each row execute function ledger_check_entry();
