-- Why a leaf was sealed; free text, so the auditor's role does not read it. That it was sealed stands in the log: the leaf of the sealing names it.
create table record.seal (
  unit_code text not null,
  leaf_id uuid not null,
  sealed_by_unit text not null,
  sealed_by_leaf uuid not null,
  sealed_by text not null,
  sealed_at timestamptz not null,
  reason text not null,
  primary key (unit_code, leaf_id)
);
comment on column record.seal.unit_code is 'Unit of the leaf that was sealed; sealed_by_unit and sealed_by_leaf name the leaf that says so.';
alter table record.seal enable row level security;
alter table record.seal force row level security;
create policy fence on record.seal
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
grant select, insert on record.seal to qingyu_app;
