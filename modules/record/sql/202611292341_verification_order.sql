-- A verification somebody ordered; how it ended stands in record.verification under the same id.
create table record.verification_order (
  unit_code text not null,
  id uuid not null,
  ordered_at timestamptz not null,
  ordered_by text not null,
  since text,
  primary key (unit_code, id)
);
comment on column record.verification_order.since is 'Signed note of the older checkpoint it is held against.';
alter table record.verification_order enable row level security;
alter table record.verification_order force row level security;
create policy fence on record.verification_order
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
grant select, insert on record.verification_order to qingyu_app;
