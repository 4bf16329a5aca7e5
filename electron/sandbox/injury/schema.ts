/** What the three platforms have in common; their own tables stand in their own schema.ts. Amounts are fen. */
export const SCHEMA_INJURY = `
create table if not exists message (
  family text not null, id text not null, code text not null, input text not null, output text not null,
  at_ms integer not null, undone integer not null default 0,
  primary key (family, id)) strict, without rowid;
create table if not exists pending (
  no integer primary key, family text not null, id text not null, due_ms integer not null, path text not null,
  headers text not null, body blob not null) strict;
create table if not exists visit (
  family text not null, mdtrt_id text not null, kind text not null, psn_no text not null,
  ipt_otp_no text not null, akb020 text not null,
  state text not null check (state in ('open', 'out', 'settled', 'cancelled')),
  begntime text not null, info text not null, at_ms integer not null,
  primary key (family, mdtrt_id)) strict, without rowid;
create index if not exists visit_psn on visit (family, psn_no);
create table if not exists detail (
  family text not null, mdtrt_id text not null, sn text not null, msgid text not null, setl_id text not null,
  amount integer not null, line text not null, at_ms integer not null,
  primary key (family, mdtrt_id, sn)) strict, without rowid;
create table if not exists settlement (
  family text not null, setl_id text not null, msgid text not null, mdtrt_id text not null, psn_no text not null,
  total integer not null, fund integer not null, cash integer not null, hosp integer not null,
  at_ms integer not null, reverses text, voided integer not null default 0, info text not null,
  primary key (family, setl_id)) strict, without rowid;
create index if not exists settlement_visit on settlement (family, mdtrt_id);
create table if not exists seq (name text primary key, n integer not null) strict;
`
