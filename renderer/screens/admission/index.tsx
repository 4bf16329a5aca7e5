/** 住院办理 */
export default function AdmissionScreen() {
  return <div className="quiet pad">住院办理</div>
}
