import type { SichuanSettlement } from '../../../shared/api/sichuan.ts'
import { yuanShow } from '../../../shared/money.ts'
import { call } from '../../bridge.ts'
import { KindLists } from './KindLists.tsx'
import { KindTab } from './KindTab.tsx'
import { ENCOUNTER, encounterWho, SETTLEMENT, settlementWho } from './lists.tsx'

const CODE = {
  key: 'setl_id',
  title: '结算ID',
  render: (row: SichuanSettlement) => <span className="code">{row.setl_id}</span>,
}
const PAGE = { page_num: 1, page_size: 100 }

const BILL = {
  key: 'bill',
  title: '电子票据',
  width: 90,
  render: (row: SichuanSettlement) =>
    row.bill ? <span className="done">已上传</span> : <span className="waiting">未上传</span>,
}

/** 电子票据: settlements without one first. */
export const Bills = () => (
  <KindTab
    kind="bill"
    lists={(told) => (
      <KindLists
        kind="bill"
        told={told}
        channel="sichuan.settlements"
        title="没有电子票据的在前"
        columns={[...SETTLEMENT, BILL, CODE]}
        keyOf={({ setl_id }) => setl_id}
        about={({ setl_id }) => ({ setl_id })}
        who={settlementWho}
        can={({ bill }) => bill === null}
        arrange={(rows) => [...rows].sort((a, b) => Number(a.bill !== null) - Number(b.bill !== null))}
        centre={{
          data: ({ setl_id }) => ({ setl_id, ...PAGE }),
          fields: [
            'elec_bill_code',
            'elec_billno',
            'bill_amt',
            'bill_date',
            'bill_payer',
            'bill_stas',
            'bill_sn',
          ],
        }}
        empty="近 31 天在本窗口办成、没有撤销的医保结算会列在这里。"
      />
    )}
  />
)

/** 人员特殊标识 of visits and stays that are not settled yet. */
export const Marks = () => (
  <KindTab
    kind="mark"
    lists={(told) => (
      <KindLists
        kind="mark"
        told={told}
        channel="sichuan.encounters"
        title="在办的就诊"
        columns={ENCOUNTER}
        keyOf={({ encounterId }) => encounterId}
        about={({ encounterId }) => ({ encounterId })}
        who={encounterWho}
        centre={{
          data: ({ mdtrt_id }) => ({ mdtrt_id }),
          fields: [
            'ipt_psn_sp_flag_type',
            'ipt_psn_sp_flag',
            'memo',
            'opt_time',
            'vali_flag',
            'ipt_psn_sp_flag_detl_id',
          ],
        }}
        empty="已在中心登记、还没有结算的门诊和在院患者会列在这里：特殊标识要在结算以前上传。"
      />
    )}
  />
)

/** 结算清单扩展: the list as 结算清单 has made it, with what the province adds; sent, submitted, taken back. */
export const Lists = () => (
  <KindTab
    kind="list"
    lists={(told) => (
      <KindLists
        kind="list"
        told={told}
        channel="sichuan.settlements"
        title="要结算清单的结算"
        columns={[
          ...SETTLEMENT,
          {
            key: 'cash',
            title: '个人现金',
            width: 92,
            align: 'right',
            render: (row) => yuanShow(row.cashFen),
          },
          CODE,
        ]}
        keyOf={({ setl_id }) => setl_id}
        about={({ setl_id }) => ({ setl_id })}
        who={settlementWho}
        arrange={(rows) => rows.filter(({ wantsList }) => wantsList)}
        centre={{
          data: ({ setl_id }) => ({ setl_id, ...PAGE }),
          fields: ['setl_list_id', 'list_stas', 'chk_rslt', 'chk_msg', 'drg_code', 'drg_name', 'opt_time'],
        }}
        undoable={({ state }) => state === 'submitted'}
        keys={({ record, busy, run }) => ({
          F7: {
            label: '提交清单',
            enabled: !busy && record?.state === 'stands' && !record.doubtful,
            run: () =>
              record &&
              run('提交清单', async () => {
                const { psn_name, title } = await call('sichuan.submit', {
                  ...{ id: record.id, version: record.version },
                })
                return `清单已提交：${psn_name} ${title}`
              }),
          },
        })}
        empty="住院结算，以及门诊慢特病、日间手术的结算会列在这里。清单内容先在“结算清单”（医保办）里做好。"
      />
    )}
  />
)
