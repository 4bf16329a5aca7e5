import type { AuthState } from '../../shared/api/auth.ts'
import type { Screen } from '../stores/route.ts'

type Role = NonNullable<AuthState['operator']>['role']

/** The rail shows the jobs of a group while one of them is open. */
export const GROUPS = ['窗口', '医保办', '药房', '系统'] as const
export type Group = (typeof GROUPS)[number]

const CASHIERS: readonly Role[] = ['admin', 'supervisor', 'cashier']
const OFFICE: readonly Role[] = ['admin', 'supervisor', 'office']
const PHARMACY: readonly Role[] = ['admin', 'supervisor', 'office', 'pharmacist']
const MONEY: readonly Role[] = ['admin', 'supervisor', 'cashier', 'office']

/** The jobs on the rail, in its order. */
export interface Job {
  screen: Screen
  label: string
  /** pinyin initials, for Ctrl+K */
  py: string
  /** Ctrl with a digit or an F-key; Alt belongs to the screens themselves */
  combo: string
  /** null: everybody */
  roles: readonly Role[] | null
  group: Group
  /** what the screen is for, in the help */
  about: string
}

export const JOBS: readonly Job[] = [
  {
    screen: 'visit',
    label: '门诊收费',
    py: 'mzsf',
    combo: 'F5',
    roles: CASHIERS,
    group: '窗口',
    about: '读卡或扫码认人，取回或录入明细，预结算后收款结算并打印。左边是人，中间是明细，右边是钱和下一步。',
  },
  {
    screen: 'ward',
    label: '住院病区',
    py: 'zybq',
    combo: 'Shift+F6',
    roles: CASHIERS,
    group: '窗口',
    about: '在院患者一览：住了几天、花了多少、押金够几天、哪些费用还没有上传。回车进入该患者的住院办理。',
  },
  {
    screen: 'admission',
    label: '住院办理',
    py: 'zybl',
    combo: 'Shift+F7',
    roles: CASHIERS,
    group: '窗口',
    about: '入院登记、押金、费用上传、中途结算、出院、结算与撤销，打印结算单、清单和押金收据。',
  },
  {
    screen: 'injury',
    label: '工伤办理',
    py: 'gsbl',
    combo: 'Shift+F5',
    roles: CASHIERS,
    group: '窗口',
    about: '工伤职工的识别、门诊、住院和辅助器具：四川、广东、跨省三条路一张画面，从登记到结算、撤销和打印。',
  },
  {
    screen: 'filing',
    label: '备案',
    py: 'ba',
    combo: 'Shift+F8',
    roles: CASHIERS,
    group: '窗口',
    about: '转院、慢特病和定点备案的办理、查询与撤销。',
  },
  {
    screen: 'txns',
    label: '交易查询',
    py: 'jycx',
    combo: 'F7',
    roles: null,
    group: '窗口',
    about: '按患者、接口、报文ID、金额、时间和状态查交易，看请求和应答，补打结算单。',
  },
  {
    screen: 'doubt',
    label: '存疑交易',
    py: 'cyjy',
    combo: 'F12',
    roles: null,
    group: '窗口',
    about: '没有得到中心明确答复的交易。系统会自动查询，查不到就冲正；同一患者的其他交易要等它有结果。',
  },
  {
    screen: 'shift',
    label: '班次',
    py: 'bcjb',
    combo: 'F11',
    roles: CASHIERS,
    group: '窗口',
    about: '签到开班，看本班汇总，点钞、签退、交班，打印交班表。',
  },
  {
    screen: 'reconcile',
    label: '对账',
    py: 'dz',
    combo: 'Ctrl+F7',
    roles: MONEY,
    group: '医保办',
    about: '按险种、清算类别和经办机构与中心对总账，不平时逐笔对明细并处理差异，日结和月结。',
  },
  {
    screen: 'prints',
    label: '打印队列',
    py: 'dydl',
    combo: 'Ctrl+F10',
    roles: null,
    group: '系统',
    about: '等待、失败和最近打出的单据；打印机恢复后自动重试，也可手工重试或取消。',
  },
  {
    screen: 'devices',
    label: '设备',
    py: 'sb',
    combo: 'Ctrl+F8',
    roles: null,
    group: '系统',
    about: '扫码枪、读卡器和打印机的状态、最近一次动作和测试。',
  },
  {
    screen: 'operators',
    label: '操作员',
    py: 'czy',
    combo: 'Shift+F11',
    roles: ['admin'],
    group: '系统',
    about: '建立、停用操作员，重置密码。',
  },
  {
    screen: 'audit',
    label: '审计',
    py: 'sjrz',
    combo: 'Shift+F12',
    roles: ['admin', 'supervisor'],
    group: '系统',
    about: '谁在何时做了什么。每一条都与前一条相扣，校验可以发现改动。',
  },
  {
    screen: 'person',
    label: '人员查询',
    py: 'rycx',
    combo: 'Ctrl+0',
    roles: null,
    group: '窗口',
    about: '一个人在中心的就诊、诊断、结算、明细、累计、备案、在院、转院、慢特病用药和互认记录。',
  },
  {
    screen: 'terms',
    label: '医保目录',
    py: 'ybml',
    combo: 'Ctrl+1',
    roles: OFFICE,
    group: '医保办',
    about: '药品、诊疗、耗材、诊断等目录的版本、下载、变化和查询；限价和自付比例。',
  },
  {
    screen: 'mapping',
    label: '目录对照',
    py: 'mldz',
    combo: 'Ctrl+2',
    roles: OFFICE,
    group: '医保办',
    about: '院内收费项目与医保目录的对照：推荐、审核、上传、撤销，导入导出 Excel。',
  },
  {
    screen: 'staff',
    label: '科室人员',
    py: 'ksry',
    combo: 'Ctrl+3',
    roles: OFFICE,
    group: '医保办',
    about: '科室和医师护士与中心登记的核对、上传、变更和撤销。',
  },
  {
    screen: 'uploads',
    label: '上传任务单',
    py: 'scrwd',
    combo: 'Ctrl+4',
    roles: OFFICE,
    group: '医保办',
    about: '不经过窗口的上传：每一类等待、被拒、已收多少，被拒的字段和原因，改正后重发。',
  },
  {
    screen: 'setllist',
    label: '结算清单',
    py: 'jsqd',
    combo: 'Ctrl+5',
    roles: OFFICE,
    group: '医保办',
    about: '医疗保障基金结算清单：由结算和病案首页生成，校验、修改、上传、状态和历史。',
  },
  {
    screen: 'selfpay',
    label: '自费上传',
    py: 'zfsc',
    combo: 'Ctrl+6',
    roles: OFFICE,
    group: '医保办',
    about: '自费病人就医信息：待上传清单、明细、诊断、完成标志、删除与查询。',
  },
  {
    screen: 'sichuan',
    label: '四川扩展',
    py: 'sckz',
    combo: 'Ctrl+7',
    roles: MONEY,
    group: '医保办',
    about: '共济账户结算、人员特殊标识、电子票据、图片文件、单据打印、城乡两病。',
  },
  {
    screen: 'injury-record',
    label: '工伤病案',
    py: 'gsba',
    combo: 'Ctrl+Shift+5',
    roles: OFFICE,
    group: '医保办',
    about: '工伤病案首页、医嘱、出院小结、附件材料，康复申请、治疗方案和效果评估。',
  },
  {
    screen: 'injury-clearing',
    label: '工伤清算',
    py: 'gsqs',
    combo: 'Ctrl+Shift+6',
    roles: OFFICE,
    group: '医保办',
    about: '月结、清算申请与查询、清算单、审核扣款和撤销、费用清分；报出前与明细核对合计。',
  },
  {
    screen: 'injury-exchange',
    label: '工伤交换',
    py: 'gsjh',
    combo: 'Ctrl+Shift+7',
    roles: OFFICE,
    group: '医保办',
    about: '跨省工伤的备案、入院、明细、结算、扣款、月结和机构信息的下载、确认、重下与补传。',
  },
  {
    screen: 'dispense',
    label: '药房发药',
    py: 'yffy',
    combo: 'Ctrl+8',
    roles: PHARMACY,
    group: '药房',
    about: '按处方扫追溯码发药：核对品种、数量、是否已售和拆零，退药时释放追溯码。',
  },
  {
    screen: 'stock',
    label: '进销存',
    py: 'jxc',
    combo: 'Ctrl+9',
    roles: PHARMACY,
    group: '药房',
    about: '盘存、变更、采购、退货、销售、销售退货的上传情况与逐行结果。',
  },
  {
    screen: 'erx',
    label: '处方流转',
    py: 'cflz',
    combo: 'Ctrl+Shift+8',
    roles: PHARMACY,
    group: '药房',
    about: '处方上传、审核与购药结果、撤销；外购处方解析、查询、下载、审核和配送。',
  },
  {
    screen: 'monitor',
    label: '任务监控',
    py: 'rwjk',
    combo: 'Ctrl+Shift+1',
    roles: OFFICE,
    group: '系统',
    about: '定时上传下载的上次与下次、手工执行、死信；各接口次数、错误率、耗时，待发深度和告警。',
  },
  {
    screen: 'console',
    label: '接口调试台',
    py: 'jktst',
    combo: 'Ctrl+Shift+2',
    roles: OFFICE,
    group: '系统',
    about: '任何一个接口：按契约填表或 JSON，看报文，经引擎发送，历史、样例和接口文档。',
  },
  {
    screen: 'acceptance',
    label: '自检报告',
    py: 'zjbg',
    combo: 'Ctrl+Shift+3',
    roles: OFFICE,
    group: '系统',
    about: '把全部接口按合理次序对所配置的中心跑一遍，生成验收用的自检报告。',
  },
]

export function jobsOf(role: Role | undefined): readonly Job[] {
  return JOBS.filter(({ roles }) => roles === null || (role !== undefined && roles.includes(role)))
}
