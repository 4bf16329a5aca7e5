/** 住院病区 */
export default function WardScreen() {
  return <div className="quiet pad">住院病区</div>
}
