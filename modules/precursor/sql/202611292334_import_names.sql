-- A name stands sealed or not at all: an import lies in the unit of the account that made it, where its name is asked for.
alter table precursor.import drop column account_name;
