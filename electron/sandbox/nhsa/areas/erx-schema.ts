/** Prescriptions at the centre, online orders, and what the platform has yet to tell the hospitals. */
export const SCHEMA_ERX = `
create table if not exists rx (
  hi_rxno text primary key, hosp_rxno text not null, fixmedins_code text not null, psn_no text not null,
  state text not null, auth_rxno text not null, token text, body text not null, review text, delivery text,
  at_ms integer not null) strict;
create unique index if not exists rx_hosp on rx (fixmedins_code, hosp_rxno) where state <> 'undone';
create index if not exists rx_psn on rx (psn_no, state);
create table if not exists online_order (
  fixmedins_code text not null, ord_no text not null, hi_ord_no text not null, body text not null,
  primary key (fixmedins_code, ord_no)) strict, without rowid;
create table if not exists telling (
  id integer primary key, due_ms integer not null, infno text not null, msgid text not null,
  input text not null) strict;
`
