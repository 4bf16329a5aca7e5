/** Departments and medical staff of each institution; `stas` 0 is withdrawn. Its first question founds them. */
export const SCHEMA_STAFF = `
create table if not exists dept (
  fixmedins_code text not null, hosp_dept_codg text not null, stas integer not null, begntime text not null,
  name text not null, info text not null, msgid text not null, at_ms integer not null,
  primary key (fixmedins_code, hosp_dept_codg)) strict, without rowid;
create table if not exists prac_psn (
  fixmedins_code text not null, prac_psn_code text not null, prac_psn_type text not null, info text not null,
  primary key (fixmedins_code, prac_psn_code)) strict, without rowid;
`
