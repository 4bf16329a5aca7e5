/** 设备 */
export default function DevicesScreen() {
  return <div className="quiet pad">设备</div>
}
