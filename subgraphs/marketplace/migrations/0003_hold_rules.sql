-- What is still held, oldest first: for the watch over holds that nobody ends.
CREATE INDEX checkout_holds_held ON checkout_holds (changed_at) WHERE state = 'HELD';
