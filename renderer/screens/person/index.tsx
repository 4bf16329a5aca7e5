/** 人员查询: rycx */
export default function PersonScreen() {
  return <div className="quiet pad">人员查询</div>
}
