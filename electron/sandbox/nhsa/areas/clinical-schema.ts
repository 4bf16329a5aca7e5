/** What hospitals upload of their patients' treatment, by what the rules of each code call its key. */
export const SCHEMA_CLINICAL = `
create table if not exists clinical (
  fixmedins_code text not null, infno text not null, key text not null, mdtrt_sn text not null,
  psn_no text not null, vali integer not null, times integer not null, msgid text not null, body text not null,
  at_ms integer not null, primary key (fixmedins_code, infno, key)) strict, without rowid;
`
