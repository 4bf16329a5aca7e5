/** 接口调试台: jktst */
export default function ConsoleScreen() {
  return <div className="quiet pad">接口调试台</div>
}
