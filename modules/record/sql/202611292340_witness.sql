-- Who is a witness stands on the record: each row names the commands that registered and retired it, and keeps what these were given, so that
-- the row can be held against their lines.
alter table record.witness
  add column registered_by uuid,
  add column retired_by uuid,
  add column retire_reason text;
comment on column record.witness.registered_by is 'Command that registered it: its line on the record commits to party and vkey.';
comment on column record.witness.retired_by is 'Command that retired it: its line on the record commits to name and reason.';

-- Rows that are there already were written in the moment of their lines. Why one of them was retired was not kept: a verification calls such
-- a row changed until the reason that was given is filled in.
select set_config('qingyu.scope', 'city', true), set_config('qingyu.unit', '', true);
update record.witness w set registered_by = l.command_id from record.leaf l where l.name = 'record.witness.register' and l.at = w.since;
update record.witness w set retired_by = l.command_id from record.leaf l where l.name = 'record.witness.retire' and l.at = w.retired_at;
