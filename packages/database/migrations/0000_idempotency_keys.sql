-- Answers of mutations, replayed when a client repeats its key (packages/database/src/idempotency.ts).
create table idempotency_keys (
  principal_id text not null,
  operation text not null,
  key text not null,
  input_hash text not null,
  -- Null while the first call is still running in its transaction.
  answer jsonb,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (principal_id, operation, key),
  constraint idempotency_keys_key_length check (char_length(key) between 1 and 255)
);
create index idempotency_keys_expires_at on idempotency_keys (expires_at);
