-- Whether the holidays of all its years were known when a deadline was counted. A release that learns them later does not count
-- it again, so the mark is kept and not computed. Of deadlines counted before this column nobody can say.
alter table duty.duty add column calendar_known boolean not null default false;
alter table duty.duty alter column calendar_known drop default;
