/** 药房发药: yffy */
export default function DispenseScreen() {
  return <div className="quiet pad">药房发药</div>
}
