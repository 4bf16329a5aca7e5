import { openLedger, type Store } from '../ledger.ts'
import { SCHEMA_CATALOGUES } from './areas/catalogues-schema.ts'
import { SCHEMA_CLINICAL } from './areas/clinical-schema.ts'
import { SCHEMA_ERX } from './areas/erx-schema.ts'
import { SCHEMA_LISTS } from './areas/lists-schema.ts'
import { SCHEMA_MAPPING } from './areas/mapping-schema.ts'
import { SCHEMA_PROVINCE } from './areas/province-schema.ts'
import { SCHEMA_REVIEW } from './areas/review-schema.ts'
import { SCHEMA_SELFPAY } from './areas/selfpay-schema.ts'
import { SCHEMA_SICHUAN } from './areas/sichuan-schema.ts'
import { SCHEMA_STAFF } from './areas/staff-schema.ts'
import { SCHEMA_STOCK } from './areas/stock-schema.ts'
import { AMOUNTS } from './rules.ts'

/**
 * The centre's ledger in SQLite. Accumulations and balances are not kept: they are sums over the settlement
 * rows, so a refund (a negative row) moves them back by itself.
 */
const SCHEMA = `
create table if not exists signin (
  sign_no text primary key, fixmedins_code text not null, opter_no text not null, mac text not null,
  ip text not null, at_ms integer not null, out_ms integer) strict;
create table if not exists visit (
  mdtrt_id text primary key, msgid text not null, psn_no text not null, insutype text not null,
  fixmedins_code text not null, ipt_otp_no text not null, begntime text not null, med_type text not null,
  insuplc_admdvs text not null, stas integer not null, diags integer not null, info text not null,
  mdtrtinfo text not null, diseinfo text not null, at_ms integer not null) strict;
create index if not exists visit_psn on visit (psn_no, begntime);
create unique index if not exists visit_ipt on visit (fixmedins_code, ipt_otp_no) where stas = 1;
create table if not exists detail (
  mdtrt_id text not null, feedetl_sn text not null, chrg_bchno text not null, psn_no text not null,
  setl_id text not null, amount integer not null, fulamt integer not null, overlmt integer not null,
  preself integer not null, inscp integer not null, line text not null, at_ms integer not null,
  primary key (mdtrt_id, feedetl_sn)) strict, without rowid;
create index if not exists detail_refund on detail (mdtrt_id, json_extract(line, '$.init_feedetl_sn'))
  where json_extract(line, '$.init_feedetl_sn') is not null;
create table if not exists settlement (
  setl_id text primary key, msgid text not null, infno text not null, mdtrt_id text not null,
  psn_no text not null, chrg_bchno text not null, insutype text not null, med_type text not null,
  fixmedins_code text not null, clr_optins text not null, clr_type text not null, setl_ms integer not null,
  year text not null, grp text not null, refd integer not null, voided integer not null,
  reverses text, balc integer not null, info text not null,
  ${AMOUNTS.map((name) => `${name} integer not null`).join(', ')}) strict;
create index if not exists settlement_psn on settlement (psn_no, insutype, year, grp);
create index if not exists settlement_visit on settlement (mdtrt_id);
create index if not exists settlement_msgid on settlement (msgid);
create table if not exists message (
  fixmedins_code text not null, msgid text not null, infno text not null, psn_no text not null,
  input text not null, output text not null, at_ms integer not null, reversed integer not null,
  primary key (fixmedins_code, msgid)) strict, without rowid;
create table if not exists pending (
  id integer primary key, due_ms integer not null, msgid text not null, mdtrt_id text not null,
  psn_no text not null, body text not null) strict;
create table if not exists lag (
  id integer primary key, until_ms integer not null, msgid text not null, mdtrt_id text not null,
  seen text not null) strict;
create table if not exists token (
  ec_token text primary key, psn_no text not null, until_ms integer not null) strict;
create table if not exists qrcode (code text primary key, at_ms integer not null) strict;
create table if not exists stay (
  mdtrt_id text primary key, out integer not null, setl_id text not null, dscginfo text not null,
  dscgdise text not null) strict, without rowid;
create table if not exists freed (
  setl_id text not null, mdtrt_id text not null, feedetl_sn text not null,
  primary key (setl_id, feedetl_sn)) strict, without rowid;
create table if not exists filing (
  trt_dcla_detl_sn text primary key, kind text not null, psn_no text not null, item text not null,
  fixmedins_code text not null, begndate text not null, enddate text not null, stas integer not null,
  info text not null, at_ms integer not null) strict;
create index if not exists filing_psn on filing (psn_no, kind);
create table if not exists seq (name text primary key, n integer not null) strict;
`

export type { Row, Store } from '../ledger.ts'

/** Opens (and makes) the ledger. `path` is a file or ':memory:'. */
export function openStore(path: string): Store {
  const schema = [
    SCHEMA,
    SCHEMA_STOCK,
    SCHEMA_CLINICAL,
    SCHEMA_STAFF,
    SCHEMA_ERX,
    SCHEMA_SICHUAN,
    SCHEMA_LISTS,
    SCHEMA_SELFPAY,
    SCHEMA_PROVINCE,
    SCHEMA_MAPPING,
    SCHEMA_CATALOGUES,
    SCHEMA_REVIEW,
  ]
  return openLedger(path, schema.join('\n'))
}
