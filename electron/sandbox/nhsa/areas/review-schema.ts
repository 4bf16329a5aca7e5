/** What the audit of details objected to, and what the hospital did about it (3103). */
export const SCHEMA_REVIEW = `
create table if not exists objection (
  jr_id text primary key, infno text not null, fixmedins_code text not null, mdtrt_id text not null,
  rule_id text not null, sev_deg text not null, dspo_way text not null, dspo_way_rea text not null,
  at_ms integer not null) strict;
`
