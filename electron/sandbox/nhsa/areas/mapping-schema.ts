/** What hospitals have told of their own items; `stas` 0 is withdrawn. */
export const SCHEMA_MAPPING = `
create table if not exists mapping (
  fixmedins_code text not null, fixmedins_hilist_id text not null, list_type text not null,
  med_list_codg text not null, begndate text not null, enddate text not null, stas integer not null,
  rid text not null, info text not null, crte_ms integer not null, at_ms integer not null,
  primary key (fixmedins_code, fixmedins_hilist_id, list_type, med_list_codg)) strict, without rowid;
create index if not exists mapping_updated on mapping (fixmedins_code, at_ms);
`
