-- Promises: who owes what by when, on which law. State is computed; only outcomes are written, each once.
create schema duty;
grant usage on schema duty to qingyu_app;

create table duty.duty (
  unit_code text not null check (unit_code ~ '^[0-9]{6}$'),
  id uuid not null,
  key text not null,
  title_zh text not null,
  title_en text not null,
  owner_department text not null,
  owner_account text,
  owner_enterprise text,
  subject_kind text not null,
  subject_key text not null,
  basis_zh text not null,
  basis_en text not null,
  basis_grade text not null check (basis_grade in ('L', 'V', 'R')),
  basis_verified boolean not null,
  clock_mode text not null check (clock_mode in ('calendar', 'working', 'custody')),
  starts_at timestamptz not null,
  due_soon_at timestamptz not null,
  due_at timestamptz not null,
  reminders jsonb not null,
  opened_at timestamptz not null,
  opened_by text not null,
  primary key (unit_code, id),
  unique (unit_code, key)
);
comment on column duty.duty.key is 'Names the act owed; the same act opens one duty however often it is learned of.';
comment on column duty.duty.due_soon_at is 'First reminder. Together with due_at and the outcome it gives the state at any moment.';
create index duty_due on duty.duty (unit_code, due_at, id);
create index duty_due_city on duty.duty (due_at, unit_code, id);
create index duty_subject on duty.duty (unit_code, subject_kind, subject_key);
create index duty_enterprise on duty.duty (unit_code, owner_enterprise, due_at) where owner_enterprise is not null;

create table duty.outcome (
  unit_code text not null,
  duty_id uuid not null,
  kind text not null check (kind in ('done', 'waived')),
  at timestamptz not null,
  account_id text not null,
  account_name text not null,
  reason text not null,
  primary key (unit_code, duty_id),
  foreign key (unit_code, duty_id) references duty.duty (unit_code, id)
);

create table duty.evidence (
  unit_code text not null,
  duty_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('note', 'file', 'declaration', 'document')),
  reference text,
  text text not null,
  added_at timestamptz not null,
  account_id text not null,
  account_name text not null,
  primary key (unit_code, duty_id, id),
  foreign key (unit_code, duty_id) references duty.duty (unit_code, id)
);

alter table duty.duty enable row level security;
alter table duty.duty force row level security;
create policy fence on duty.duty
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
alter table duty.outcome enable row level security;
alter table duty.outcome force row level security;
create policy fence on duty.outcome
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
alter table duty.evidence enable row level security;
alter table duty.evidence force row level security;
create policy fence on duty.evidence
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));

grant select, insert on duty.duty, duty.outcome, duty.evidence to qingyu_app;
