/** Tables of the cross-province platform alone. Amounts are fen, `data` is what was sent as it came. */
export const SCHEMA_GY = `
create table if not exists gy_key (name text primary key, hex text not null) strict, without rowid;
create table if not exists gy_told (
  id text primary key, code text not null, state text not null, message text not null,
  at_ms integer not null) strict, without rowid;
create table if not exists gy_application (
  appy_id text primary key, aac002 text not null, aac003 text not null, inst_type text not null,
  state text not null check (state in ('waiting', 'passed', 'refused')), data text not null) strict, without rowid;
create table if not exists gy_filing (
  yzz014 text primary key, aac002 text not null, aac003 text not null, inst_type text not null,
  aab299 text not null, aab301 text not null, state text not null check (state in ('0', '1')),
  begndate text not null, enddate text not null, data text not null) strict, without rowid;
create index if not exists gy_filing_person on gy_filing (aac002);
create table if not exists gy_device (
  dev_no text primary key, aac002 text not null, data text not null) strict, without rowid;
create table if not exists gy_institution (
  akb020 text not null, inst_type text not null, state text not null, begndate text not null,
  enddate text not null, primary key (akb020, inst_type)) strict, without rowid;
create table if not exists gy_verified (
  akb020 text not null, scene text not null, about text not null, at_ms integer not null,
  primary key (akb020, scene, about)) strict, without rowid;
create table if not exists gy_settled (
  no integer primary key, akb020 text not null, ykc618 text not null, inst_type text not null,
  akc190 text not null, aac002 text not null, aac003 text not null, total integer not null, fund integer not null,
  own integer not null, state text not null check (state in ('1', '2')), undo_sn text not null default '',
  month text not null default '', data text not null) strict;
create index if not exists gy_settled_no on gy_settled (akb020, ykc618);
create index if not exists gy_settled_person on gy_settled (aac002);
create table if not exists gy_deduction (
  kk_sn text primary key, akb020 text not null, ykc618 text not null, amount integer not null,
  state text not null check (state in ('1', '2')), undo_sn text not null default '', data text not null
  ) strict, without rowid;
create table if not exists gy_month (
  yzz062 text primary key, akb020 text not null, inst_type text not null, period text not null,
  at_ms integer not null, cleared integer not null default 0, data text not null,
  unique (akb020, inst_type, period)) strict, without rowid;
create table if not exists gy_file (
  file_id text primary key, mat_type text not null, file_name text not null, file_type text not null,
  hash text not null, content blob not null, biz_sn text not null) strict, without rowid;
create table if not exists gy_download (
  no integer primary key, uniq_id text not null unique, dl text not null, akb020 text not null,
  akc190 text not null, aab299 text not null, aab301 text not null, inst_type text not null, data text not null,
  state text not null default 'fresh' check (state in ('fresh', 'out', 'done')), transid text not null default '',
  out_ms integer not null default 0, confirms integer not null default 0) strict;
create index if not exists gy_download_state on gy_download (dl, state, no);
create index if not exists gy_download_transid on gy_download (transid);
`
