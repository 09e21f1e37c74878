-- Whether a consumer may handle events. A consumer without a row runs.
create table consumer_controls (
  consumer text primary key,
  -- RUNNING handles what is delivered; PAUSED handles nothing; REPLAYING handles nothing but its replay.
  state text not null default 'RUNNING',
  changed_at timestamptz not null default now(),
  -- The last replay that was asked for. A consumer that is RUNNING can have one too: since a time, beside its deliveries.
  replay_id uuid,
  -- Null: the whole log.
  replay_from timestamptz,
  replay_requested_at timestamptz,
  -- Null until a running process takes it on; it begins anew, and is set anew, when that process dies.
  replay_started_at timestamptz,
  replay_finished_at timestamptz,
  -- Of what was read: effects made now, effects that were there already, and events dead or parked.
  replay_handled bigint not null default 0,
  replay_repeated bigint not null default 0,
  replay_given_up bigint not null default 0,
  constraint consumer_controls_state_is_known check (state in ('RUNNING', 'PAUSED', 'REPLAYING')),
  constraint consumer_controls_replaying_has_a_replay check (
    state <> 'REPLAYING' or (replay_id is not null and replay_from is null and replay_finished_at is null)
  )
);

create function announce_consumer_control() returns trigger language plpgsql as $$
begin
  perform pg_notify('consumers_' || tg_table_schema, new.consumer);
  return null;
end
$$;
create trigger consumer_controls_announced after insert or update of state, replay_id, replay_finished_at
  on consumer_controls for each row execute function announce_consumer_control();

-- Handlers hold it shared until they commit; whoever changes the state holds it alone. Locks of this kind are kept in
-- memory: passing the gate writes nothing.
create function consumer_gate_key(of_consumer text) returns bigint language sql stable as $$
  select hashtextextended(concat_ws(' ', 'gate of', current_schema(), of_consumer), 0);
$$;

-- 'open': the consumer may handle an event in this transaction, and its state stays as it is until the transaction
-- ends. 'closed': not now. 'superseded': the replay that asks is no longer the one that is under way.
-- It never waits: a change that is under way closes the gate, so whoever has a long one holds up no connection.
-- plpgsql, because the state is read by a statement of its own, after the lock is held.
create function pass_consumer_gate(of_consumer text, of_replay uuid) returns text language plpgsql as $$
declare
  control consumer_controls%rowtype;
begin
  if not pg_try_advisory_xact_lock_shared(consumer_gate_key(of_consumer)) then
    return 'closed';
  end if;
  select * into control from consumer_controls where consumer = of_consumer;
  if of_replay is null then
    return case when coalesce(control.state, 'RUNNING') = 'RUNNING' then 'open' else 'closed' end;
  end if;
  return case when control.state = 'REPLAYING' and control.replay_id = of_replay then 'open' else 'superseded' end;
end
$$;

-- As the claim of 0000_events.sql, behind the gate: also 'closed' or 'superseded', and then nothing is claimed.
-- `of_replay` is null for what is delivered.
create function claim_event(of_consumer text, of_event uuid, of_subject text, of_replay uuid)
returns text language plpgsql as $$
declare
  gate text := pass_consumer_gate(of_consumer, of_replay);
begin
  if gate <> 'open' then
    return gate;
  end if;
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

-- Processes of the version before know no gate. To them a closed one is a database that cannot be had for a while
-- (57P03, cannot_connect_now), which spends no try: the batch comes again.
create or replace function claim_event(of_consumer text, of_event uuid, of_subject text)
returns text language plpgsql as $$
declare
  claim text := claim_event(of_consumer, of_event, of_subject, null);
begin
  if claim = 'closed' then
    raise exception 'consumer % is not running', of_consumer using errcode = 'cannot_connect_now';
  end if;
  return claim;
end
$$;
