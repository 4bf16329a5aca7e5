/** What the codes without an area of their own have been told, and what they answered. */
export const SCHEMA_PROVINCE = `
create table if not exists kept (
  id integer primary key, infno text not null, fixmedins_code text not null, stas integer not null,
  input text not null, output text not null, at_ms integer not null) strict;
create index if not exists kept_infno on kept (fixmedins_code, infno, stas);
`
