-- The program reopens what a person closed when its facts change; its reason is in both languages, a person's in their own.
alter table precursor.finding_act add column why jsonb;
comment on column precursor.finding_act.why is 'Reason of the program, in zh and en; null where a person acted.';
