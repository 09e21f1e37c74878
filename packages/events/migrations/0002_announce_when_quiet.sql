-- A NOTIFY makes commits wait for each other, so under load one for every change would be what limits writing. While
-- others wait in the outbox the relay is at work, and looks again for a while after it found nothing.
create or replace function announce_outbox() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from outbox where published_at is null and seq not in (select seq from added)) then
    perform pg_notify('outbox_' || tg_table_schema, '');
  end if;
  return null;
end
$$;
create or replace trigger outbox_announced after insert on outbox referencing new table as added
  for each statement execute function announce_outbox();
