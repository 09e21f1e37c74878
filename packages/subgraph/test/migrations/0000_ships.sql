create table ships (
  id uuid primary key,
  name text not null unique,
  version integer not null default 1
);

create table arrivals (
  ship_id uuid primary key
);
