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
  'shift.signIn': '签到',
  'shift.signOut': '签退',
  'visit.refund': '退费',
  'visit.reveal': '查看患者明文',
  'txn.reveal': '查看交易明文',
  'doubt.reverse': '放弃等待并冲正',
  'doubt.decide': '人工认定',
  'print.slip': '打印结算单',
  'print.shift': '打印交班表',
}

/** The act in Chinese; one that is not known here keeps its own name. */
export function actionText(action: string): string {
  return ACTIONS[action] ?? action
}
