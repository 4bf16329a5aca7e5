export default function InjuryRecord() {
  return null
}
