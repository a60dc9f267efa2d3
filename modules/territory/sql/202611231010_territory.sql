-- The city through time. Shared reference: read by everybody, written by the loader as owner only.
create schema territory;
grant usage on schema territory to qingyu_app;

create table territory.unit (
  code text primary key check (code ~ '^[0-9]{6}$'),
  city text not null,
  name_zh text not null,
  name_en text not null,
  type text not null check (type in ('district', 'county', 'autonomous-county')),
  valid_from date,
  valid_until date check (valid_until > valid_from),
  provisional_code boolean not null,
  population_2020 bigint,
  population_verified boolean not null,
  lon double precision,
  lat double precision,
  source text not null,
  verified_at date,
  verified_by text,
  note text
);
comment on table territory.unit is 'County-level units. In force while valid_from <= day < valid_until; null is open. verified_at null shows as 未核实.';

create table territory.town (
  code text primary key check (code ~ '^[0-9]{9}$'),
  city text not null,
  name_zh text not null,
  kind text not null check (kind in ('subdistrict', 'town', 'township', 'other')),
  source text not null,
  verified_at date,
  verified_by text
);

create table territory.unit_link (
  predecessor text not null references territory.unit (code),
  successor text not null references territory.unit (code),
  changed_on date not null,
  kind text not null check (kind in ('whole', 'part')),
  source text not null,
  verified_at date,
  verified_by text,
  primary key (predecessor, successor, changed_on)
);

create table territory.town_transfer (
  town text not null references territory.town (code),
  from_unit text not null references territory.unit (code),
  to_unit text not null references territory.unit (code),
  changed_on date not null,
  source text not null,
  verified_at date,
  verified_by text,
  primary key (town, changed_on)
);
comment on table territory.town_transfer is 'The crosswalk: a town keeps its code and moves to another unit on a day.';

grant select on all tables in schema territory to qingyu_app;
