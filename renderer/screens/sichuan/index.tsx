/** 四川扩展: sckz */
export default function SichuanScreen() {
  return <div className="quiet pad">四川扩展</div>
}
