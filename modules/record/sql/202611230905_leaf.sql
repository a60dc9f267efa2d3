-- One leaf for every commit of the gate, written in the transaction it tells of. Append-only by grant.
create schema record;
grant usage on schema record to qingyu_app, qingyu_auditor;

create table record.leaf (
  unit_code text not null,
  id uuid not null,
  at timestamptz not null,
  name text not null,
  actor_kind text not null,
  account_id text not null,
  command_id uuid not null,
  body text not null,
  salt bytea,
  entry bytea not null,
  mac bytea not null,
  primary key (unit_code, id)
);
comment on column record.leaf.body is 'Canonical JSON of what was done; names and values of persons never stand in it.';
comment on column record.leaf.entry is 'SHA-256(salt || body): what goes into the log. Destroying the salt seals the body and keeps every proof.';
comment on column record.leaf.salt is '16 random bytes; null once sealed.';
comment on column record.leaf.mac is 'HMAC-SHA256 of entry and body under a key that is not in the database: a row put in by another hand is found.';
create index leaf_at on record.leaf (unit_code, at);
create index leaf_command on record.leaf (unit_code, command_id);

alter table record.leaf enable row level security;
alter table record.leaf force row level security;
create policy fence on record.leaf
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
create policy auditor_reads on record.leaf for select to qingyu_auditor using (true);

grant select, insert on record.leaf to qingyu_app;
-- Sealing destroys the salt, and nothing else of a leaf ever changes.
grant update (salt) on record.leaf to qingyu_app;
grant select on record.leaf to qingyu_auditor;
