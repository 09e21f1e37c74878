-- The staff of stores has a consumer of its own, so that it can be rebuilt from the log. It takes over what
-- payments.stores has handled, and its letters; those are tried once more, since their subjects are divided anew.
insert into inbox (consumer, event_id, handled_at)
  select 'payments.store-staff', event_id, handled_at from inbox where consumer = 'payments.stores';
update dead_letters set consumer = 'payments.store-staff'
  where consumer = 'payments.stores' and envelope ->> 'type' = 'marketplace.StoreStaffChanged';
update dead_letters set retry_requested_at = now() where consumer in ('payments.stores', 'payments.store-staff');
