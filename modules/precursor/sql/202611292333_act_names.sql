-- A name stands sealed or not at all. Who acted is an account of a unit; its name is asked for where it is sealed, and shown masked.
-- Of rows from before the account's unit is taken to be the finding's.
alter table precursor.finding_act add column account_unit text not null default '';
alter table precursor.finding_act alter column account_unit type text using unit_code;
alter table precursor.finding_act alter column account_unit drop default;
alter table precursor.finding_act drop column account_name;
