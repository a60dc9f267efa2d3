-- Who may come in, as whom, and who let them. Personal fields stand here only sealed (platform/vault).
create schema access;
grant usage on schema access to qingyu_app;

-- Registries: city-wide uniqueness and look-up before the unit is known. Keyed by a keyed or cryptographic hash, they tell only the unit.
create table access.login_registry (
  login_hash bytea primary key,
  unit_code text not null,
  account_id uuid not null
);
create table access.token_registry (
  token_hash bytea primary key,
  kind text not null check (kind in ('session', 'program')),
  unit_code text not null,
  holder_id uuid not null,
  expires_at timestamptz not null
);
create table access.subject_registry (
  subject_hash bytea primary key,
  unit_code text not null,
  account_id uuid not null
);
create table access.attempt_registry (
  key_hash bytea primary key,
  charged_at timestamptz[] not null default '{}',
  locked_until timestamptz
);
create table access.oidc_flow_registry (
  state_hash bytea primary key,
  wrapped_key bytea not null,
  sealed_checks bytea not null,
  expires_at timestamptz not null
);

create table access.account (
  unit_code text not null,
  id uuid not null,
  kind text not null check (kind in ('official', 'enterprise', 'program')),
  login text not null,
  department text not null,
  enterprise_uscc text,
  state text not null check (state in ('proposed', 'active', 'disabled', 'refused')),
  password_hash text,
  must_change_password boolean not null default false,
  password_changed_at timestamptz,
  wrapped_key bytea not null,
  sealed_name bytea not null,
  sealed_phone bytea,
  sealed_identity bytea,
  phone_index bytea,
  identity_index bytea,
  demo boolean not null default false,
  created_at timestamptz not null,
  primary key (unit_code, id)
);
create index account_login on access.account (unit_code, login);
create index account_phone on access.account (unit_code, phone_index);

create table access.role_grant (
  unit_code text not null,
  account_id uuid not null,
  role text not null,
  granted_at timestamptz not null,
  proposal_id uuid,
  primary key (unit_code, account_id, role),
  foreign key (unit_code, account_id) references access.account (unit_code, id)
);
comment on column access.role_grant.proposal_id is 'The two-person decision it came from; null for the first administrators and for demonstration data.';

create table access.session (
  unit_code text not null,
  id uuid not null,
  account_id uuid not null,
  opened_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('closed', 'killed', 'replaced', 'disabled', 'password')),
  primary key (unit_code, id),
  foreign key (unit_code, account_id) references access.account (unit_code, id)
);
create index session_account on access.session (unit_code, account_id, opened_at);

create table access.second_factor (
  unit_code text not null,
  account_id uuid not null,
  wrapped_key bytea not null,
  sealed_secret bytea not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  primary key (unit_code, account_id),
  foreign key (unit_code, account_id) references access.account (unit_code, id)
);
comment on column access.second_factor.last_step is 'The newest 30-second step a code was accepted for: no code is accepted twice.';
create table access.recovery_code (
  unit_code text not null,
  account_id uuid not null,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (unit_code, account_id, code_hash)
);

create table access.program_token (
  unit_code text not null,
  id uuid not null,
  account_id uuid not null,
  label text not null,
  permissions text[] not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (unit_code, id),
  foreign key (unit_code, account_id) references access.account (unit_code, id)
);
create index program_token_account on access.program_token (unit_code, account_id);

create table access.proposal (
  unit_code text not null,
  id uuid not null,
  kind text not null,
  account_id uuid not null,
  detail jsonb not null,
  subject_hash bytea,
  reason text not null,
  proposed_by uuid not null,
  proposed_login text not null,
  proposed_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null check (state in ('pending', 'approved', 'refused')),
  decided_by uuid,
  decided_login text,
  decided_at timestamptz,
  decision_reason text,
  primary key (unit_code, id),
  foreign key (unit_code, account_id) references access.account (unit_code, id),
  check (decided_by is null or decided_by <> proposed_by)
);
create index proposal_account on access.proposal (unit_code, account_id, state);

create table access.reveal (
  unit_code text not null,
  id uuid not null,
  account_id uuid not null,
  fields text[] not null,
  reason text not null,
  revealed_by text not null,
  at timestamptz not null,
  primary key (unit_code, id)
);

create table access.break_glass (
  unit_code text not null,
  id uuid not null,
  account_id text not null,
  reason text not null,
  words text not null,
  case_no text not null,
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  review_due_at timestamptz not null,
  primary key (unit_code, id)
);
create index break_glass_account on access.break_glass (unit_code, account_id, opened_at);
create table access.break_glass_review (
  unit_code text not null,
  break_glass_id uuid not null,
  reviewed_by text not null,
  reviewed_at timestamptz not null,
  justified boolean not null,
  words text not null,
  primary key (unit_code, break_glass_id),
  foreign key (unit_code, break_glass_id) references access.break_glass (unit_code, id)
);

create table access.notice (
  unit_code text not null,
  id uuid not null,
  for_role text not null,
  kind text not null,
  about_id uuid not null,
  at timestamptz not null,
  primary key (unit_code, id)
);
comment on table access.notice is 'What an administrator must see at once, written in the transaction it tells of.';

alter table access.login_registry enable row level security;
alter table access.login_registry force row level security;
create policy by_hash on access.login_registry using (true) with check (true);
alter table access.token_registry enable row level security;
alter table access.token_registry force row level security;
create policy by_hash on access.token_registry using (true) with check (true);
alter table access.subject_registry enable row level security;
alter table access.subject_registry force row level security;
create policy by_hash on access.subject_registry using (true) with check (true);
alter table access.attempt_registry enable row level security;
alter table access.attempt_registry force row level security;
create policy by_hash on access.attempt_registry using (true) with check (true);
alter table access.oidc_flow_registry enable row level security;
alter table access.oidc_flow_registry force row level security;
create policy by_hash on access.oidc_flow_registry using (true) with check (true);

alter table access.account enable row level security;
alter table access.account force row level security;
create policy fence on access.account
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
alter table access.role_grant enable row level security;
alter table access.role_grant force row level security;
create policy fence on access.role_grant
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
alter table access.session enable row level security;
alter table access.session force row level security;
create policy fence on access.session
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
alter table access.second_factor enable row level security;
alter table access.second_factor force row level security;
create policy fence on access.second_factor
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
alter table access.recovery_code enable row level security;
alter table access.recovery_code force row level security;
create policy fence on access.recovery_code
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
alter table access.program_token enable row level security;
alter table access.program_token force row level security;
create policy fence on access.program_token
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
alter table access.proposal enable row level security;
alter table access.proposal force row level security;
create policy fence on access.proposal
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
alter table access.reveal enable row level security;
alter table access.reveal force row level security;
create policy fence on access.reveal
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
alter table access.break_glass enable row level security;
alter table access.break_glass force row level security;
create policy fence on access.break_glass
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
alter table access.break_glass_review enable row level security;
alter table access.break_glass_review force row level security;
create policy fence on access.break_glass_review
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
alter table access.notice enable row level security;
alter table access.notice force row level security;
create policy fence on access.notice
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));

grant select, insert, delete on access.login_registry, access.subject_registry to qingyu_app;
-- "update" only because locking a row asks for it.
grant select, insert, update, delete on access.attempt_registry, access.token_registry, access.oidc_flow_registry to qingyu_app;
grant select, insert, update on access.account, access.session, access.program_token, access.proposal to qingyu_app;
grant select, insert, delete on access.role_grant to qingyu_app;
grant select, insert, update, delete on access.second_factor, access.recovery_code to qingyu_app;
-- Append-only: looking and breaking the glass cannot be taken back.
grant select, insert on access.reveal, access.break_glass, access.break_glass_review, access.notice to qingyu_app;
