import Database from 'better-sqlite3'
import type { SandboxPerson } from '../../electron/sandbox/nhsa/index.ts'
import { moveIn } from '../../electron/sandbox/nhsa/people.ts'
import { initials } from '../../shared/pinyin.ts'

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈',
]
const GIVEN = [...'伟芳娜秀敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红梅建国志鹏飞雪琳婷浩宇轩晨']
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The n-th citizen of a made-up town: insured as an employee or a resident, one in twenty elsewhere. */
function citizen(n: number): SandboxPerson {
  const year = 1940 + ((n * 7) % 70)
  const month = 1 + (n % 12)
  const day = 1 + (n % 28)
  const two = (value: number) => String(value).padStart(2, '0')
  const area = n % 20 === 0 ? '440300' : '510100'
  const head = `${area.slice(0, 4)}04${year}${two(month)}${two(day)}${String(n % 1000).padStart(3, '0')}`
  const check = '10X98765432'[WEIGHTS.reduce((sum, w, i) => sum + w * Number(head[i]), 0) % 11]!
  const employee = n % 3 !== 0
  return {
    psn_no: `${area}99${String(n).padStart(12, '0')}`,
    psn_name: `${SURNAMES[n % SURNAMES.length]}${GIVEN[(n * 5) % GIVEN.length]}${GIVEN[(n * 11 + 3) % GIVEN.length]}`,
    psn_cert_type: '01',
    certno: head + check,
    gend: Number(head[16]) % 2 === 1 ? '1' : '2',
    naty: '01',
    brdy: `${year}-${two(month)}-${two(day)}`,
    card_no: `S${String(n).padStart(8, '0')}`,
    card_sn: `${area}${String(n).padStart(26, '0')}`,
    area,
    insu: [
      {
        insutype: employee ? '310' : '390',
        psn_type: employee ? (year < 1964 ? '1201' : '1101') : '1501',
        psn_insu_stas: '1',
        cvlserv_flag: employee && n % 10 === 1 ? '1' : '0',
        insuplc_admdvs: area,
        emp_name: employee ? '示范单位' : '',
        psn_insu_date: '2010-01-01',
        paus_insu_date: '',
        balcFen: employee ? (n % 50) * 10_000 : 0,
      },
    ],
    idet: [],
  }
}

/** Makes `count` citizens known to the centre, and to the hospital whose file this is. */
export function foundTown(count: number, hisPath: string): SandboxPerson[] {
  const people = Array.from({ length: count }, (_, n) => citizen(n + 1))
  moveIn(people)
  const db = new Database(hisPath)
  const insert = db.prepare(
    `insert into patient (patn_id, psn_name, certno, gend, brdy, card_no, py)
     values (@patn_id, @psn_name, @certno, @gend, @brdy, @card_no, @py)`,
  )
  db.transaction(() => {
    people.forEach((p, n) => {
      insert.run({
        ...{ patn_id: `T${String(n + 1).padStart(7, '0')}`, psn_name: p.psn_name, certno: p.certno },
        ...{ gend: p.gend, brdy: p.brdy, card_no: p.card_no },
        py: initials(p.psn_name, { surname: true }),
      })
    })
  })()
  db.close()
  return people
}
