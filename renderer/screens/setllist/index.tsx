/** 结算清单: jsqd */
export default function SetllistScreen() {
  return <div className="quiet pad">结算清单</div>
}
