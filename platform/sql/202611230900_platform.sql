-- What every module stands on: replayed commands, stored files, and the one door to the job queue.
grant usage on schema platform to qingyu_app;

create table platform.command (
  unit_code text not null,
  command_id uuid not null,
  account_id text not null,
  name text not null,
  input_hash bytea not null,
  output text not null,
  done_at timestamptz not null,
  primary key (unit_code, command_id)
);
comment on table platform.command is 'Answers already given, so that a repeated command is answered again and done once.';

create table platform.file (
  unit_code text not null,
  id uuid not null,
  account_id text not null,
  name text not null,
  media_type text not null,
  size_bytes bigint not null,
  sha256 text not null,
  stored_at timestamptz not null,
  primary key (unit_code, id)
);

alter table platform.command enable row level security;
alter table platform.command force row level security;
create policy fence on platform.command
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
alter table platform.file enable row level security;
alter table platform.file force row level security;
create policy fence on platform.file
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));

grant select, insert on platform.command to qingyu_app;
grant select, insert on platform.file to qingyu_app;
grant select on platform.migration to qingyu_app;

-- A job is added inside the same transaction as the change it follows; the app role sees nothing else of the queue.
create function platform.add_job(task text, payload json, run_at timestamptz, job_key text, max_attempts int) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(task, payload, run_at => run_at, job_key => job_key, max_attempts => max_attempts);
end $$;
revoke all on function platform.add_job from public;
grant execute on function platform.add_job to qingyu_app;
