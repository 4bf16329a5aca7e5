/** 自检报告: zjbg */
export default function AcceptanceScreen() {
  return <div className="quiet pad">自检报告</div>
}
