-- Registers, facts and what is derived from them. Facts (declaration, declaration_void) are append-only by grant;
-- everything named "derived" can be rebuilt from them.
create schema precursor;
grant usage on schema precursor to qingyu_app;

-- City-wide uniqueness of a credit code is a registry keyed by that value; it says only where the book lies.
create table precursor.enterprise_registry (
  uscc text primary key,
  unit_code text not null
);
grant select, insert on precursor.enterprise_registry to qingyu_app;

-- The same for documents: number and kind are unique in the city.
create table precursor.permit_registry (
  number text not null,
  kind text not null,
  unit_code text not null,
  primary key (number, kind)
);
grant select, insert, delete on precursor.permit_registry to qingyu_app;

create table precursor.enterprise (
  unit_code text not null,
  uscc text not null,
  name text not null,
  district text not null,
  town text,
  address text,
  lon double precision,
  lat double precision,
  crs text,
  activities text[] not null,
  since date not null,
  status text not null,
  scale_kg_per_year bigint,
  demo boolean not null default false,
  source_id uuid not null,
  registered_at timestamptz not null,
  primary key (unit_code, uscc)
);

create table precursor.permit (
  unit_code text not null,
  number text not null,
  kind text not null,
  form text not null,
  holder text not null,
  counterparty text,
  substance_id text not null,
  quantity_mg bigint not null,
  quantity_text text not null,
  unit text not null,
  valid_from date not null,
  valid_to date not null,
  uses text not null,
  origin text,
  destination text,
  issuer text,
  source_id uuid not null,
  registered_at timestamptz not null,
  primary key (unit_code, number, kind)
);
create index permit_holder on precursor.permit (unit_code, holder, substance_id, kind);

create table precursor.norm (
  unit_code text not null,
  enterprise text not null,
  process text not null,
  substance_id text not null,
  mg_per_t bigint not null,
  tolerance_ppm int not null,
  valid_from date not null,
  source_id uuid not null,
  registered_at timestamptz not null,
  primary key (unit_code, enterprise, process, substance_id, valid_from)
);

create table precursor.declaration (
  unit_code text not null,
  declarant text not null,
  declaration_id text not null,
  kind text not null,
  substance_id text not null,
  lot text,
  mass_mg bigint not null,
  gross_mg bigint not null,
  quantity_text text not null,
  unit text not null,
  content_ppm int not null,
  sigma_ppm int not null,
  occurred_at timestamptz not null,
  reported_at timestamptz not null,
  counterparty text,
  shipment text,
  permit text,
  transport_permit text,
  customs_no text,
  inputs jsonb,
  process text,
  output_mg bigint,
  ref text,
  note text,
  source_id uuid not null,
  source_line int not null,
  primary key (unit_code, declarant, declaration_id)
);
comment on table precursor.declaration is 'What an enterprise said happened in its book. Never changed: a correction is a new row, a cancellation a void.';
create index declaration_book on precursor.declaration (unit_code, declarant, substance_id, occurred_at);
create index declaration_lot on precursor.declaration (unit_code, declarant, lot) where lot is not null;
create index declaration_permit on precursor.declaration (unit_code, permit) where permit is not null;
create index declaration_transport_permit on precursor.declaration (unit_code, transport_permit) where transport_permit is not null;
create index declaration_transform on precursor.declaration (unit_code, declarant) where inputs is not null;
create index declaration_time on precursor.declaration using brin (unit_code, occurred_at) with (pages_per_range = 32);

create table precursor.declaration_void (
  unit_code text not null,
  declarant text not null,
  ref text not null,
  declaration_id text not null,
  reported_at timestamptz not null,
  primary key (unit_code, declarant, ref)
);

-- Derived: one row for each shipment group of a lane (sender, receiver, substance, shipment number, lot), its legs inside.
create table precursor.shipment (
  unit_code text not null,
  key text not null,
  sender text not null,
  receiver text not null,
  substance_id text not null,
  shipment text,
  lot text,
  sent_mg bigint not null,
  received_mg bigint not null,
  sent_at timestamptz,
  received_at timestamptz,
  sent_reported_at timestamptz,
  received_reported_at timestamptz,
  is_watched boolean not null,
  is_slow boolean not null,
  how text,
  paired_with text[],
  legs json not null,
  primary key (unit_code, key)
);
comment on table precursor.shipment is 'unit_code is the sender''s unit, or the receiver''s where the sender has no book in the city.';
comment on column precursor.shipment.legs is 'What was sent and what was received: [declaration id, unit, when, mass_mg, variance, when filed] each. Read whole and never searched, so json and not jsonb, which costs more to write.';
comment on column precursor.shipment.is_watched is 'One-sided by itself (unanswered, or answered by a group with another number or lot: how, paired_with), or two-sided and not agreeing.';
comment on column precursor.shipment.is_slow is 'Received or filed more than 45 days after it was sent, or in several parts: not to be found by its sending date alone.';
create index shipment_watched on precursor.shipment (unit_code, sender, receiver, substance_id) where is_watched;
create index shipment_slow on precursor.shipment (unit_code, sent_at) where is_watched or is_slow;
create index shipment_sent on precursor.shipment (unit_code, sent_at);
create index shipment_lot on precursor.shipment (unit_code, receiver, lot) where lot is not null;

-- Derived: how much was drawn on a document, and by how many shipments.
create table precursor.permit_use (
  unit_code text not null,
  number text not null,
  kind text not null,
  drawn_mg bigint not null,
  shipments text[] not null,
  was_suspect boolean not null,
  primary key (unit_code, number, kind)
);
comment on column precursor.permit_use.shipments is 'The first few different shipments that drew on it; two are enough to see that a single-use document was used again.';

-- Derived: what a buyer received of a substance in a calendar year.
create table precursor.purchase_year (
  unit_code text not null,
  buyer text not null,
  substance_id text not null,
  year int not null,
  received_mg bigint not null,
  primary key (unit_code, buyer, substance_id, year)
);

-- One row a unit: the bookkeeper of a unit holds it while books, lanes and findings of that unit change.
create table precursor.book_lock (
  unit_code text primary key,
  posts bigint not null
);
grant select, insert, update on precursor.book_lock to qingyu_app;

-- Derived: a book's stock of one substance; `state` says how far its history has been told.
create table precursor.stock (
  unit_code text not null,
  enterprise text not null,
  substance_id text not null,
  close_mg bigint not null,
  shortfall_mg bigint not null,
  last_reported_at timestamptz not null,
  is_mistimed boolean not null,
  primary key (unit_code, enterprise, substance_id)
);
comment on column precursor.stock.is_mistimed is 'Rows arrived out of the order of their filing: what the bookkeeper knew when must be told anew before an as-of question.';
create index stock_mistimed on precursor.stock (unit_code) where is_mistimed;

-- Derived: the steps of a stock (a day, or up to a count), a month to a row.
create table precursor.stock_month (
  unit_code text not null,
  enterprise text not null,
  substance_id text not null,
  month date not null,
  steps json not null,
  close_mg bigint not null,
  close_variance double precision not null,
  primary key (unit_code, enterprise, substance_id, month)
);

-- Derived: which declarations speak of one trouble (a finding's key), and their running sums.
create table precursor.contribution (
  unit_code text not null,
  finding_key text not null,
  declarant text not null,
  declaration_id text not null,
  declarant_unit text not null,
  primary key (unit_code, finding_key, declarant, declaration_id)
);
create index contribution_of on precursor.contribution (unit_code, declarant, declaration_id);

-- Derived: mass the bookkeeper moved between a stock and "unaccounted", known from `reported_at` on.
create table precursor.adjustment (
  unit_code text not null,
  enterprise text not null,
  substance_id text not null,
  id uuid not null,
  kind text not null,
  mass_mg bigint not null,
  occurred_at timestamptz not null,
  reported_at timestamptz not null,
  declaration_id text,
  primary key (unit_code, enterprise, substance_id, id)
);
comment on column precursor.adjustment.mass_mg is 'Positive: unaccounted to stock (shortfall, or a count above the book); negative: stock to unaccounted (MUF).';

-- Derived: signed mass by kind in cells of (month it happened, month it was filed), and of (month it happened, day it was filed).
create table precursor.flow_month (
  unit_code text not null,
  substance_id text not null,
  kind text not null,
  occurred_month date not null,
  reported_month date not null,
  mass_mg bigint not null,
  count int not null,
  primary key (unit_code, substance_id, kind, occurred_month, reported_month)
);
create table precursor.flow_day (
  unit_code text not null,
  reported_on date not null,
  substance_id text not null,
  kind text not null,
  occurred_month date not null,
  mass_mg bigint not null,
  primary key (unit_code, reported_on, substance_id, kind, occurred_month)
);

create table precursor.finding (
  unit_code text not null,
  id uuid not null,
  key text not null,
  kind text not null,
  severity text not null,
  rule jsonb not null,
  enterprise text not null,
  counterparty text,
  substance_id text not null,
  lot text,
  shipment text,
  declarations text[] not null,
  mass_mg bigint not null,
  since timestamptz not null,
  due_at timestamptz not null,
  until timestamptz,
  inputs jsonb not null,
  words jsonb not null,
  group_key text not null,
  status text not null,
  assignee text,
  raised_at timestamptz not null,
  ended_at timestamptz,
  ended_reason jsonb,
  content text not null,
  primary key (unit_code, id)
);
create index finding_group on precursor.finding (unit_code, group_key);
create index finding_open on precursor.finding (unit_code, due_at) where ended_at is null;
create index finding_enterprise on precursor.finding (unit_code, enterprise, due_at);

create table precursor.finding_act (
  unit_code text not null,
  finding_id uuid not null,
  id uuid not null,
  kind text not null,
  account_id text not null,
  account_name text not null,
  at timestamptz not null,
  reason text,
  evidence jsonb not null,
  assignee text,
  primary key (unit_code, finding_id, id)
);

create table precursor.import (
  unit_code text not null,
  id uuid not null,
  kind text not null,
  file_id uuid,
  file_name text not null,
  sha256 text not null,
  account_id text not null,
  account_name text not null,
  state text not null,
  rows_total int not null,
  accepted int not null,
  unchanged int not null,
  refused int not null,
  done int not null,
  refusals jsonb not null,
  staged_at timestamptz not null,
  committed_at timestamptz,
  settled_at timestamptz,
  undone_at timestamptz,
  primary key (unit_code, id)
);

do $$
declare t text;
begin
  foreach t in array array['enterprise','permit','norm','declaration','declaration_void','shipment','permit_use','purchase_year','book_lock','stock','contribution','stock_month','adjustment','flow_month','flow_day','finding','finding_act','import'] loop
    execute format('alter table precursor.%I enable row level security', t);
    execute format('alter table precursor.%I force row level security', t);
    execute format('create policy fence on precursor.%I using (current_setting(''qingyu.scope'') = ''city'' or unit_code = current_setting(''qingyu.unit'')) with check (current_setting(''qingyu.scope'') = ''city'' or unit_code = current_setting(''qingyu.unit''))', t);
  end loop;
end $$;

grant select, insert on precursor.declaration, precursor.declaration_void, precursor.finding_act to qingyu_app;
grant select, insert, delete on precursor.enterprise, precursor.permit, precursor.norm to qingyu_app;
grant delete on precursor.enterprise_registry to qingyu_app;
grant select, insert, update on precursor.finding, precursor.import to qingyu_app;
grant select, insert, update, delete on precursor.shipment, precursor.permit_use, precursor.purchase_year, precursor.stock, precursor.contribution, precursor.stock_month, precursor.adjustment, precursor.flow_month, precursor.flow_day to qingyu_app;
