/** 自费上传: zfsc */
export default function SelfpayScreen() {
  return <div className="quiet pad">自费上传</div>
}
