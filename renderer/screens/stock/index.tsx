/** 进销存: jxc */
export default function StockScreen() {
  return <div className="quiet pad">进销存</div>
}
