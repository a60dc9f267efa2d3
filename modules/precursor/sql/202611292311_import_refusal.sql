-- Why rows of an import were refused when they were: asked again later, the registers would say something else.
create table precursor.import_refusal (
  unit_code text not null,
  import_id uuid not null,
  line int not null,
  refusals json not null,
  primary key (unit_code, import_id, line)
);
comment on table precursor.import_refusal is 'One row for each refused line of the file, from its last run: checked, or taken.';
alter table precursor.import_refusal enable row level security, force row level security;
create policy fence on precursor.import_refusal
  using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))
  with check (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'));
grant select, insert, delete on precursor.import_refusal to qingyu_app;

-- Of imports before this one, what was kept with them.
select set_config('qingyu.scope', 'city', true), set_config('qingyu.unit', '', true);
insert into precursor.import_refusal (unit_code, import_id, line, refusals)
select i.unit_code, i.id, (r.value ->> 'line')::int, json_agg(r.value)
from precursor.import i cross join lateral jsonb_array_elements(i.refusals) as r (value)
where (r.value ->> 'line')::int > 0
group by 1, 2, 3;
