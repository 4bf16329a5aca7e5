import type { AuthState } from '../../shared/api/auth.ts'
import type { Screen } from '../stores/route.ts'

type Role = NonNullable<AuthState['operator']>['role']

/** The jobs on the rail, in its order. */
export interface Job {
  screen: Screen
  label: string
  /** pinyin initials, for Ctrl+K */
  py: string
  combo: string
  /** null: everybody */
  roles: readonly Role[] | null
  /** what the screen is for, in the help */
  about: string
}

export const JOBS: readonly Job[] = [
  {
    screen: 'visit',
    label: '门诊收费',
    py: 'mzsf',
    combo: 'F5',
    roles: null,
    about: '读卡或扫码认人，取回或录入明细，预结算后收款结算并打印。左边是人，中间是明细，右边是钱和下一步。',
  },
  {
    screen: 'ward',
    label: '住院病区',
    py: 'zybq',
    combo: 'Shift+F6',
    roles: null,
    about: '在院患者一览：住了几天、花了多少、押金够几天、哪些费用还没有上传。回车进入该患者的住院办理。',
  },
  {
    screen: 'admission',
    label: '住院办理',
    py: 'zybl',
    combo: 'Shift+F7',
    roles: null,
    about: '入院登记、押金、费用上传、中途结算、出院、结算与撤销，打印结算单、清单和押金收据。',
  },
  {
    screen: 'filing',
    label: '备案',
    py: 'ba',
    combo: 'Shift+F8',
    roles: null,
    about: '转院、慢特病和定点备案的办理、查询与撤销。',
  },
  {
    screen: 'txns',
    label: '交易查询',
    py: 'jycx',
    combo: 'F7',
    roles: null,
    about: '按患者、接口、报文ID、金额、时间和状态查交易，看请求和应答，补打结算单。',
  },
  {
    screen: 'doubt',
    label: '存疑交易',
    py: 'cyjy',
    combo: 'F12',
    roles: null,
    about: '没有得到中心明确答复的交易。系统会自动查询，查不到就冲正；同一患者的其他交易要等它有结果。',
  },
  {
    screen: 'shift',
    label: '班次',
    py: 'bcjb',
    combo: 'F11',
    roles: null,
    about: '签到开班，看本班汇总，点钞、签退、交班，打印交班表。',
  },
  {
    screen: 'reconcile',
    label: '对账',
    py: 'dz',
    combo: 'Ctrl+F7',
    roles: null,
    about: '按险种、清算类别和经办机构与中心对总账，不平时逐笔对明细并处理差异，日结和月结。',
  },
  {
    screen: 'prints',
    label: '打印队列',
    py: 'dydl',
    combo: 'Ctrl+F10',
    roles: null,
    about: '等待、失败和最近打出的单据；打印机恢复后自动重试，也可手工重试或取消。',
  },
  {
    screen: 'devices',
    label: '设备',
    py: 'sb',
    combo: 'Ctrl+F8',
    roles: null,
    about: '扫码枪、读卡器和打印机的状态、最近一次动作和测试。',
  },
  {
    screen: 'operators',
    label: '操作员',
    py: 'czy',
    combo: 'Shift+F11',
    roles: ['admin'],
    about: '建立、停用操作员，重置密码。',
  },
  {
    screen: 'audit',
    label: '审计',
    py: 'sjrz',
    combo: 'Shift+F12',
    roles: ['admin', 'supervisor'],
    about: '谁在何时做了什么。每一条都与前一条相扣，校验可以发现改动。',
  },
]

export function jobsOf(role: Role | undefined): readonly Job[] {
  return JOBS.filter(({ roles }) => roles === null || (role !== undefined && roles.includes(role)))
}
