-- A name stands sealed or not at all. Who acted is an account of a unit; its name is asked for where it is sealed, and shown masked.
-- Of rows from before the account's unit is taken to be the duty's.
alter table duty.outcome add column account_unit text not null default '';
alter table duty.outcome alter column account_unit type text using unit_code;
alter table duty.outcome alter column account_unit drop default;
alter table duty.outcome drop column account_name;
alter table duty.evidence add column account_unit text not null default '';
alter table duty.evidence alter column account_unit type text using unit_code;
alter table duty.evidence alter column account_unit drop default;
alter table duty.evidence drop column account_name;
