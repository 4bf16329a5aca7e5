/** 科室人员: ksry */
export default function StaffScreen() {
  return <div className="quiet pad">科室人员</div>
}
