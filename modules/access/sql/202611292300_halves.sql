-- Who proposes a password or token is told its first half, who approves it the second: neither can come in as somebody else alone.
alter table access.proposal add column wrapped_key bytea;
alter table access.proposal add column sealed_half bytea;
comment on column access.proposal.sealed_half is 'The first half, sealed until the decision and then gone; null where nothing is told.';
