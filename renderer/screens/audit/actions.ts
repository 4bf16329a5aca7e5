/** What the audited acts are called. */
const ACTIONS: Record<string, string> = {
  'auth.setup': '建立管理员',
  'auth.login': '登录',
  'auth.login.failed': '登录失败',
  'auth.logout': '退出登录',
  'auth.lock': '锁屏',
  'auth.unlock': '解锁',
  'auth.unlock.failed': '解锁失败',
  'auth.changePassword': '修改密码',
  'auth.changePassword.failed': '修改密码失败',
  'auth.saveOperator': '保存操作员',
  'acceptance.start': '开始自检',
  'acceptance.report': '导出自检报告',
  'shift.signIn': '签到',
  'shift.signOut': '签退',
  'visit.refund': '退费',
  'visit.reveal': '查看患者明文',
  'txn.reveal': '查看交易明文',
  'sichuan.pay': '共济账户结算',
  'sichuan.unpay': '撤销共济账户结算',
  'sichuan.send': '上传四川扩展记录',
  'sichuan.undo': '撤销四川扩展记录',
  'sichuan.submit': '提交结算清单（四川）',
  'sichuan.printed': '登记平台单据打印',
  'erx.upload': '上传外购处方',
  'erx.undo': '撤销外购处方',
  'erx.review': '审核外购处方',
  'erx.deliver': '上传处方配送信息',
  'erx.release': '线上订单放行到窗口',
  'doubt.reverse': '放弃等待并冲正',
  'doubt.decide': '人工认定',
  'admission.cancel': '撤销入院',
  'admission.cancelDischarge': '撤销出院',
  'admission.cancelSettlement': '撤销住院结算',
  'admission.changeInsurance': '住院变更险种',
  'admission.giveBackDeposit': '退押金',
  'admission.reveal': '查看住院患者明文',
  'admission.withdraw': '撤销住院费用上传',
  'reconcile.detail': '对明细账',
  'reconcile.mend': '处理对账差异',
  'reconcile.mended': '差异处理结果',
  'reconcile.close': '结账',
  'reconcile.second.failed': '复核密码不正确',
  'filing.file': '提交备案',
  'filing.withdraw': '撤销备案',
  'terms.download': '下载医保目录',
  'terms.cancel': '取消目录下载',
  'terms.fetchDict': '下载字典',
  'uploads.mend': '改正待上传记录',
  'uploads.redrive': '重新上传',
  'uploads.withdraw': '撤下待上传记录',
  'staff.upload': '上传科室',
  'staff.change': '变更中心科室',
  'staff.drop': '撤销中心科室',
  'console.send': '调试台发送',
  'console.draft': '调试台取用旧报文',
  'console.saveExample': '保存接口样例',
  'console.dropExample': '删除接口样例',
  'print.slip': '打印结算单',
  'print.shift': '打印交班表',
  'print.reprint': '重打单据',
  'print.cancel': '取消打印',
  'print.failed': '单据没有存档',
  'export.table': '导出表格',
  'mapping.approve': '审核目录对照',
  'mapping.approveAll': '批量审核目录对照',
  'mapping.refuse': '不采用推荐的对照',
  'mapping.withdraw': '撤销目录对照',
  'mapping.import': '导入目录对照',
  'mapping.compare': '核对中心的目录对照',
  'review.answer': '处理审核提醒',
  'person.open': '查询人员',
  'person.reveal': '查看人员明文',
  'monitor.run': '手工执行任务',
  'monitor.abort': '中止任务',
  'monitor.ack': '知悉告警',
  'monitor.redrive': '重新投递',
  'monitor.forget': '放弃投递',
  'stock.again': '重传进销存',
  'stock.remove': '删除进销存',
  'dispense.line': '拆零或无码',
  'dispense.finish': '发药',
  'dispense.return': '退药',
  'setllist.make': '生成结算清单',
  'setllist.rebuild': '重取结算清单',
  'setllist.reveal': '查看清单明文',
  'setllist.upload': '上传结算清单',
  'setllist.submit': '提交结算清单',
  'setllist.takeBack': '退回结算清单',
  'selfpay.fetch': '取自费待上传清单',
  'selfpay.mend': '修改自费上传内容',
  'selfpay.upload': '上传自费就医信息',
  'selfpay.reopen': '自费上传改回未完成',
  'selfpay.remove': '删除自费上传',
}

/** The act in Chinese; one that is not known here keeps its own name. */
export function actionText(action: string): string {
  return ACTIONS[action] ?? action
}

const WORDS: Record<string, string> = {
  role: '角色',
  disabled: '停用',
  passwordSet: '设了密码',
  made: '新建',
  why: '原因',
  reason: '原因',
  failures: '连续失败',
  lockedUntil: '锁定到',
  copies: '份数',
  countedCash: '清点现金（分）',
  handedTo: '接班人',
  note: '备注',
  happened: '已发生',
  setl_id: '结算ID',
  infno: '接口',
  family: '接口族',
  personal: '含个人信息',
  amountFen: '金额（分）',
  method: '方式',
  code: '处理',
  what: '内容',
  open: '待跟进',
  problems: '问题',
  rows: '行数',
  query: '查询条件',
  name: '文件',
  differences: '差异',
  second: '复核人',
  true: '是',
  false: '否',
  admin: '管理员',
  supervisor: '收费组长',
  cashier: '收费员',
  office: '医保办',
  pharmacist: '药师',
}

/** An entry's JSON in words: 「角色：收费员，停用：否」. What is not known here keeps its own name. */
export function detailText(detail: string): string {
  let value: unknown
  try {
    value = JSON.parse(detail)
  } catch {
    return detail
  }
  if (value === null) return ''
  if (typeof value !== 'object') return String(value)
  return Object.entries(value)
    .filter(([, part]) => part !== null && part !== '')
    .map(([key, part]) => `${WORDS[key] ?? key}：${wordOf(part)}`)
    .join('，')
}

function wordOf(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return WORDS[text] ?? text
}
