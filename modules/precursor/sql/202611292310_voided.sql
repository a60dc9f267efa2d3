-- Of the rows of a file that were known already: how many are voided, and so on the books no longer.
alter table precursor.import add column voided int not null default 0;
