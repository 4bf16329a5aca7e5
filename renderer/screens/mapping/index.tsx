/** 目录对照: mldz */
export default function MappingScreen() {
  return <div className="quiet pad">目录对照</div>
}
