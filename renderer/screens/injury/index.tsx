export default function Injury() {
  return null
}
