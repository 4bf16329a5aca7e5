/**
 * The ledger of goods: one row a movement that was accepted. `type` is inv_data_type; `cnt` is what it does to
 * the stock of the product, in ten-thousandths, 0 of a stock check; `of` is the number of the movement that a
 * return takes back. Trace codes stand by movement; `back` is the return that brought one back.
 */
export const SCHEMA_STOCK = `
create table if not exists goods_row (
  no text primary key, fixmedins_code text not null, type text not null, infno text not null,
  bchno text not null, hilist text not null, lot text not null, cnt integer not null, of text not null,
  trdn text not null, msgid text not null, line text not null, at_ms integer not null) strict;
create unique index if not exists goods_bchno on goods_row (fixmedins_code, infno, bchno);
create index if not exists goods_product on goods_row (fixmedins_code, hilist, lot);
create index if not exists goods_of on goods_row (of) where of <> '';
create table if not exists goods_code (
  no text not null, drug_trac_codg text not null, trdn text not null, back text not null,
  primary key (no, drug_trac_codg)) strict, without rowid;
create index if not exists goods_code_code on goods_code (drug_trac_codg);
`
