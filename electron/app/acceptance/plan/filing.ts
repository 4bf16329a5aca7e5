import type { Step } from '../port.ts'
import type { World } from '../world.ts'
import { from } from './tools.ts'

const FILED = ['psn_no', 'trt_dcla_detl_sn']
const number = from('result', 'trt_dcla_detl_sn')

const withdrawal = (infno: string, about?: string): Step => ({
  infno,
  ...(about ? { about } : {}),
  needs: FILED,
  undoes: true,
  over: () => ({ memo: '自检撤销' }),
  drops: ['trt_dcla_detl_sn'],
})

const transfer = ({ facts }: World) => ({
  ...{ refl_type: '1', refl_date: facts.begndate, hosp_agre_refl_flag: '1' },
  ...{ refl_rea: '自检', refl_opnn: '同意' },
})

/** While a stay is open: the transfer that continues it. */
export const stayFiling: Step[] = [
  {
    infno: '2501A',
    needs: ['psn_no', 'mdtrt_id', 'reflin_medins_no'],
    over: (world) => ({ ...transfer(world), refl_old_mdtrt_id: world.facts.mdtrt_id }),
    keep: number,
  },
  withdrawal('2502', '转院备案A'),
]

export const filing: Step[] = [
  { infno: '2501', needs: ['psn_no', 'reflin_medins_no'], over: transfer, keep: number },
  { infno: '5304', needs: ['psn_no'] },
  withdrawal('2502', '转院备案'),
  {
    infno: '2503',
    needs: ['psn_no'],
    over: ({ facts }) => ({
      ...{ opsp_dise_code: 'M03900', opsp_dise_name: '高血压', hosp_ide_date: facts.begndate },
    }),
    keep: number,
  },
  { infno: '5301', needs: ['psn_no'] },
  { infno: '9903', needs: ['psn_no'] },
  { infno: '5205', needs: ['psn_no'] },
  withdrawal('2504'),
  { infno: '2505', needs: ['psn_no'], over: () => ({ biz_appy_type: '03', fix_srt_no: '9' }), keep: number },
  { infno: '5302', needs: ['psn_no'], over: () => ({ biz_appy_type: '03' }) },
  withdrawal('2506'),
]
