/** One settlement list a settlement, as it was sent last; stas is setl_list_stas_type. */
export const SCHEMA_LISTS = `
create table if not exists setl_list (
  setl_id text primary key, setl_list_id text not null, psn_no text not null, mdtrt_id text not null,
  fixmedins_code text not null, infno text not null, stas text not null, chk_cont text not null,
  body text not null, at_ms integer not null) strict;
`
