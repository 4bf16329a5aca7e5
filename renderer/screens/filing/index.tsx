/** 备案 */
export default function FilingScreen() {
  return <div className="quiet pad">备案</div>
}
