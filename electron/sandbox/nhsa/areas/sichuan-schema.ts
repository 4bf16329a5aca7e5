/** What Sichuan's extension keeps: one row a record, and what relatives have paid for each other. */
export const SCHEMA_SICHUAN = `
create table if not exists scx (
  kind text not null, id text not null, fixmedins_code text not null, psn_no text not null,
  mdtrt_id text not null, setl_id text not null, stas text not null, body text not null, at_ms integer not null,
  primary key (kind, id)) strict, without rowid;
create index if not exists scx_psn on scx (kind, psn_no);
create index if not exists scx_setl on scx (kind, setl_id) where setl_id <> '';
create table if not exists mulaid (
  mulaid_sn text not null, payer text not null, amount integer not null,
  primary key (mulaid_sn, payer)) strict, without rowid;
create index if not exists mulaid_payer on mulaid (payer);
`
