-- What a subgraph publishes, written in the transaction of the change itself.
create table outbox (
  seq bigint generated always as identity primary key,
  id uuid not null unique,
  topic text not null,
  subject text not null,
  -- The event as it will travel, but for its source, which the relay adds.
  envelope jsonb not null,
  -- Null until the transport has it. Rows are found by this, never by "greater than the last seq":
  -- numbers are given before they are committed, so a lower one may appear after a higher one.
  published_at timestamptz
);
create index outbox_unpublished on outbox (seq) where published_at is null;
create index outbox_published on outbox (published_at) where published_at is not null;

create function announce_outbox() returns trigger language plpgsql as $$
begin
  perform pg_notify('outbox_' || tg_table_schema, '');
  return null;
end
$$;
create trigger outbox_announced after insert on outbox for each statement execute function announce_outbox();

-- Events whose effect is committed, by consumer: a redelivered event finds its row and has no second effect.
create table inbox (
  consumer text not null,
  event_id uuid not null,
  handled_at timestamptz not null default now(),
  primary key (consumer, event_id)
);

-- Events that could not be handled, and behind each the later ones of the same subject.
create table dead_letters (
  consumer text not null,
  event_id uuid not null,
  subject text not null,
  -- Order of arrival, which is the order of release.
  position bigint generated always as identity,
  state text not null,
  envelope jsonb not null,
  error text,
  attempts integer not null default 0,
  -- Set by `caravan events dead retry|drop`; a running consumer then works the subject off.
  retry_requested_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (consumer, event_id),
  constraint dead_letters_state_is_known check (state in ('DEAD', 'PARKED')),
  constraint dead_letters_dead_have_an_error check (state = 'PARKED' or error is not null)
);
create index dead_letters_subject on dead_letters (consumer, subject, position);
create unique index dead_letters_one_dead_per_subject on dead_letters (consumer, subject) where state = 'DEAD';

create function announce_dead_letter_retry() returns trigger language plpgsql as $$
begin
  perform pg_notify('dead_letters_' || tg_table_schema, new.consumer);
  return null;
end
$$;
create trigger dead_letters_retry_announced after update of retry_requested_at on dead_letters
  for each row when (new.retry_requested_at is not null) execute function announce_dead_letter_retry();

-- One (consumer, subject) at a time until the transaction ends: handling, parking and releasing exclude each other.
create function lock_consumer_subject(of_consumer text, of_subject text) returns void language sql as $$
  select pg_advisory_xact_lock(
    hashtextextended(concat_ws(' ', 'events of', current_schema(), of_consumer, of_subject), 0)
  );
$$;

-- 'claimed': the caller must produce the effect in this transaction; 'repeated': it is there already;
-- 'parked': an earlier event of the subject is dead, so this one has to wait behind it.
-- plpgsql, because each of its statements sees what was committed before it, the lock being held by then.
create function claim_event(of_consumer text, of_event uuid, of_subject text) returns text language plpgsql as $$
begin
  perform lock_consumer_subject(of_consumer, of_subject);
  if exists (select 1 from inbox where consumer = of_consumer and event_id = of_event) then
    return 'repeated';
  end if;
  if exists (select 1 from dead_letters where consumer = of_consumer and subject = of_subject) then
    return 'parked';
  end if;
  insert into inbox (consumer, event_id) values (of_consumer, of_event);
  return 'claimed';
end
$$;
