import type { JsonObject } from '../../../../shared/contract.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import type { Sent, Step } from '../port.ts'
import { from, pick } from './tools.ts'

/** Signing in, the person, the institution, the centre's code tables. */
export const opening: Step[] = [
  { infno: '9001', nobody: true, keep: from('signinoutb', 'sign_no') },
  { infno: '1101', nobody: true, keep: personOf },
  { infno: '2001', needs: ['psn_no'] },
  { infno: '1201', nobody: true, over: ({ facts }) => ({ fixmedins_code: facts.fixmedins_code }) },
  {
    infno: '1201',
    about: '转往的机构',
    nobody: true,
    over: () => ({ fixmedins_name: '医院' }),
    keep: (output, { world }) => {
      const other = rows(output, 'medinsinfo').find(
        (row) => row.fixmedins_code !== world.facts.fixmedins_code,
      )
      return other ? { reflin_medins_no: other.fixmedins_code, reflin_medins_name: other.fixmedins_name } : {}
    },
  },
  { infno: '1901', nobody: true, over: () => ({ type: 'med_type', valiFlag: '1' }) },
]

/** Everybody's number and insurance; what is asked under other names too. */
function personOf(output: JsonObject, { world }: Sent) {
  const base = node(output, 'baseinfo') ?? {}
  const insurances = rows(output, 'insuinfo')
  const insu = insurances.find((one) => one.psn_insu_stas === '1') ?? insurances[0] ?? {}
  const { psn_name, psn_no, certno, psn_cert_type } = base
  return {
    ...pick(base, ['psn_no', 'psn_name', 'psn_cert_type', 'certno', 'gend', 'brdy', 'naty', 'age']),
    ...pick(insu, ['insutype', 'psn_type', 'insuplc_admdvs']),
    ...{ insu_optins: insu.insuplc_admdvs, patn_name: psn_name, name: psn_name, patn_id: psn_no },
    ...{ cert_no: certno, patn_cert_type: psn_cert_type, bill_payer: psn_name, appyer: psn_name },
    curr_mdtrt_id: world.facts.ipt_otp_no,
  }
}

const DOWNLOADS = '1301 1302 1303 1305 1306 1307 1308 1309 1310 1311 1313 1314 1315'.split(' ')
const LOOKUPS = '1304 1312 1316 1317 1318 1319'.split(' ')

/** Versions of the catalogues: the answer names a file that is fetched by 9102 when it is wanted. */
export const catalogues: Step[] = [
  ...DOWNLOADS.map(
    (infno): Step => ({
      infno,
      nobody: true,
      over: () => ({ ver: '0' }),
      ...(infno === '1307' ? { keep: from('', 'file_qury_no', 'filename') } : {}),
    }),
  ),
  {
    infno: '9102',
    about: '目录文件',
    nobody: true,
    needs: ['file_qury_no', 'filename'],
    over: ({ facts }) => ({ filename: facts.filename, fixmedins_code: 'plc' }),
  },
  ...LOOKUPS.map((infno): Step => ({ infno, nobody: true })),
]

export const closing: Step[] = [
  {
    infno: '9002',
    nobody: true,
    undoes: true,
    needs: ['sign_no'],
    over: ({ facts }) => ({ sign_no: facts.sign_no }),
  },
]
