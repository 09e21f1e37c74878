-- Every event of every subgraph, kept for good. Appenders hold an advisory lock per topic until they
-- commit, so within a topic positions become visible in order and a reader may go by "greater than".
create table log (
  position bigint generated always as identity primary key,
  id uuid not null unique,
  topic text not null,
  subject text not null,
  envelope jsonb not null,
  appended_at timestamptz not null default clock_timestamp()
);
create unique index log_topic_position on log (topic, position);
create index log_topic_appended_at on log (topic, appended_at);

-- Up to where each consumer group has handled a topic.
create table offsets (
  consumer_group text not null,
  topic text not null,
  position bigint not null,
  primary key (consumer_group, topic)
);

-- The key of each user's personal data in events, wrapped by SEALING_KEY. Erasing a user empties the key and
-- keeps the row, so that a late writer cannot make the user a new one.
create table user_keys (
  user_id uuid primary key,
  wrapped_key text,
  created_at timestamptz not null default now(),
  erased_at timestamptz,
  constraint user_keys_erased_have_no_key check ((wrapped_key is null) = (erased_at is not null))
);
