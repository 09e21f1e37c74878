create table payments (
  id text primary key,
  idempotency_key text not null unique,
  request_hash text not null,
  reference uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  return_url text not null,
  url text not null,
  status text not null default 'requires_payment'
    check (status in ('requires_payment', 'requires_challenge', 'captured', 'failed', 'cancelled')),
  captured_minor bigint,
  failure_code text,
  failure_message text,
  scenario text,
  created_at timestamptz not null default now(),
  constraint payments_captured_iff_amount check ((status = 'captured') = (captured_minor is not null))
);

create table refunds (
  id text primary key,
  payment_id text not null references payments,
  idempotency_key text not null unique,
  request_hash text not null,
  reference uuid,
  amount_minor bigint not null check (amount_minor > 0),
  created_at timestamptz not null default now()
);
create index refunds_payment on refunds (payment_id);

create table webhooks (
  id uuid primary key,
  payment_id text not null references payments,
  type text not null,
  body text not null,
  due_at timestamptz not null,
  attempts integer not null default 0,
  delivered_at timestamptz
);
create index webhooks_due on webhooks (due_at) where delivered_at is null;
