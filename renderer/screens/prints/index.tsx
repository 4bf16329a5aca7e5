/** 打印队列 */
export default function PrintsScreen() {
  return <div className="quiet pad">打印队列</div>
}
