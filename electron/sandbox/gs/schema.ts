/** Tables of this platform alone, beside the common ones. Amounts are fen; `info` is JSON. */
export const SCHEMA_GS = `
create index if not exists gs_settlement_psn on settlement (family, psn_no);
create table if not exists gs_serial (yka105 text primary key) strict, without rowid;
create table if not exists gs_apply (
  ykc112 text primary key, msgid text not null, psn_no text not null, akb020 text not null,
  aka130 text not null, aaz127 text not null, begndate text not null, enddate text not null,
  asked integer not null default 0, at_ms integer not null,
  state text not null check (state in ('open', 'decided', 'settled', 'undone')),
  yke268 text not null, info text not null) strict;
create index if not exists gs_apply_psn on gs_apply (psn_no);
create table if not exists gs_doc (
  no integer primary key, kind text not null, id text not null, msgid text not null, mdtrt_id text not null,
  psn_no text not null, stands integer not null default 1, at_ms integer not null, info text not null) strict;
create index if not exists gs_doc_msgid on gs_doc (msgid);
create index if not exists gs_doc_id on gs_doc (kind, id);
create index if not exists gs_doc_visit on gs_doc (kind, mdtrt_id);
create table if not exists gs_clear (
  yzz062 text primary key, msgid text not null, akb020 text not null, yab003 text not null,
  year text not null, month text not null, aka130 text not null, asked integer not null default 0,
  undone integer not null default 0, at_ms integer not null, info text not null) strict;
create table if not exists gs_cleared (
  yka103 text primary key, yzz062 text not null) strict, without rowid;
create table if not exists gs_undo (
  orig_sn text primary key, output text not null) strict, without rowid;
`
