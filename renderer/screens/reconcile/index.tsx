/** 对账 */
export default function ReconcileScreen() {
  return <div className="quiet pad">对账</div>
}
