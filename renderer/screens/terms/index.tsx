/** 医保目录: ybml */
export default function TermsScreen() {
  return <div className="quiet pad">医保目录</div>
}
