-- What was booked without a lot is one lot to a trace: found by its book and substance.
create index declaration_lotless on precursor.declaration (unit_code, declarant, substance_id) where lot is null;
