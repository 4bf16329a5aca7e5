export default function InjuryClearing() {
  return null
}
