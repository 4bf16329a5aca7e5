/** How often an institution has asked what comes after a version. */
export const SCHEMA_CATALOGUES = `
create table if not exists catalogue_asked (
  fixmedins_code text not null, infno text not null, ver text not null, times integer not null,
  primary key (fixmedins_code, infno, ver)) strict, without rowid;
`
