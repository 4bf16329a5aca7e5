/** Stays and visits whose patients ask the insurance later: what was told of them, and their fee lines. */
export const SCHEMA_SELFPAY = `
create table if not exists ownpay (
  fixmedins_code text not null, mdtrt text not null, otp integer not null, cplt text not null,
  info text not null, diags text not null, at_ms integer not null,
  primary key (fixmedins_code, mdtrt)) strict, without rowid;
create table if not exists ownpay_fee (
  fixmedins_code text not null, mdtrt text not null, bkkp_sn text not null, no integer not null,
  amount integer not null, line text not null, at_ms integer not null,
  primary key (fixmedins_code, mdtrt, bkkp_sn)) strict, without rowid;
`
