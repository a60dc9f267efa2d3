-- Whether the holidays of all years were known when the three working days of the review were counted; not computed again later.
alter table access.break_glass add column review_calendar_known boolean not null default false;
alter table access.break_glass alter column review_calendar_known drop default;
