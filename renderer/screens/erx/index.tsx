/** 处方流转: cflz */
export default function ErxScreen() {
  return <div className="quiet pad">处方流转</div>
}
