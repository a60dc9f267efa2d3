-- The log over the leaves: an order, a tree of tiles, signed checkpoints, witnesses. It belongs to no unit: one installation, one log.

-- Waits for the integrator; written with the leaf, taken away when the leaf has its place.
create table record.pending (
  unit_code text not null,
  leaf_id uuid not null,
  entry bytea not null,
  primary key (unit_code, leaf_id)
);
alter table record.pending enable row level security;
alter table record.pending force row level security;
create policy fence on record.pending
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
create policy auditor_reads on record.pending for select to qingyu_auditor using (true);

create table record.position (
  index bigint primary key,
  unit_code text not null,
  leaf_id uuid not null,
  entry bytea not null,
  unique (unit_code, leaf_id)
);
comment on table record.position is 'The order of the log: 0, 1, 2 …; never changed.';

create table record.tile (
  level smallint not null,
  index bigint not null,
  hashes bytea not null,
  root bytea not null,
  primary key (level, index)
);
comment on table record.tile is 'Full tiles only (C2SP tlog-tiles): 256 hashes, and their root for the level above.';

create table record.head (
  id smallint primary key check (id = 1),
  size bigint not null,
  root bytea not null,
  note text not null,
  signed_at timestamptz
);
comment on table record.head is 'One row: the newest signed checkpoint. Whoever integrates holds its lock.';

create table record.checkpoint (
  size bigint primary key,
  note text not null,
  signed_at timestamptz not null
);
comment on table record.checkpoint is 'Checkpoints kept for good: the first of every hour, and those that were handed out.';

create table record.witness (
  name text primary key,
  party text not null,
  vkey text not null,
  since timestamptz not null,
  retired_at timestamptz
);

create table record.cosignature (
  witness text not null references record.witness (name),
  size bigint not null,
  line text not null,
  signed_at timestamptz not null,
  kept_at timestamptz not null,
  primary key (witness, size)
);

create table record.verification (
  unit_code text not null,
  id uuid not null,
  started_at timestamptz not null,
  started_by text not null,
  ended_at timestamptz not null,
  verdict jsonb,
  primary key (unit_code, id)
);
comment on table record.verification is 'Verifications that came to an end; null verdict: broken off.';
alter table record.verification enable row level security;
alter table record.verification force row level security;
create policy fence on record.verification
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
create policy auditor_reads on record.verification for select to qingyu_auditor using (true);

-- Reads of protected records, laid out by whose record it was; what counts is the leaf.
create table record.read (
  unit_code text not null,
  leaf_id uuid not null,
  leaf_unit text not null,
  at timestamptz not null,
  subject_kind text not null,
  subject_id text not null,
  actor_kind text not null,
  account_id text not null,
  purpose text not null,
  name text not null,
  fields text[] not null,
  primary key (unit_code, leaf_id, subject_kind, subject_id)
);
comment on column record.read.unit_code is 'Unit of the record that was read; leaf_unit is the reader''s.';
create index read_subject on record.read (unit_code, subject_kind, subject_id, at);
create index read_at on record.read (unit_code, at);
alter table record.read enable row level security;
alter table record.read force row level security;
create policy fence on record.read
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
create policy auditor_reads on record.read for select to qingyu_auditor using (true);

grant select, insert, delete on record.pending to qingyu_app;
grant select, insert on record.position, record.tile, record.checkpoint, record.cosignature, record.verification, record.read to qingyu_app;
grant select, insert, update on record.head, record.witness to qingyu_app;
grant select on record.pending, record.position, record.tile, record.head, record.checkpoint, record.witness, record.cosignature, record.verification, record.read to qingyu_auditor;
