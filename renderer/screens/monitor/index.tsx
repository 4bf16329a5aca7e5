/** 任务监控: rwjk */
export default function MonitorScreen() {
  return <div className="quiet pad">任务监控</div>
}
