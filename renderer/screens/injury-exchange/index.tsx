export default function InjuryExchange() {
  return null
}
