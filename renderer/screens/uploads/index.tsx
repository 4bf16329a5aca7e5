/** 上传任务单: scrwd */
export default function UploadsScreen() {
  return <div className="quiet pad">上传任务单</div>
}
