/**
 * Where every interface is at home: the screen on which a person does it, the upload or task that does it, the door
 * that serves it, or the console alone. Checked against reality by check-homes.ts: the first row that names a code
 * counts.
 */
export interface Home {
  is: 'screen' | 'upload' | 'task' | 'serve' | 'console'
  /** a Screen of renderer/stores/route.ts, an upload source's or a task's id; of a door the capability behind it */
  of: string
  codes: readonly string[]
  /** all codes of this folder that no row above names */
  folder?: string
  /** sources that speak the code, beside electron/app/<of> */
  also?: readonly string[]
  /** why nobody does it but on the console */
  why?: string
}

const list = (codes: string): string[] => codes.split(/\s+/)

export const HOMES: readonly Home[] = [
  { is: 'screen', of: 'shift', codes: list('9001 9002') },
  {
    is: 'screen',
    of: 'visit',
    codes: list('1101 2001 2201 2202 2203A 2204 2205 2206 2207 2208 2601'),
    also: ['electron/app/person.ts', 'electron/platforms/nhsa/life'],
  },
  {
    is: 'screen',
    of: 'visit',
    codes: list('3101 3102 3103'),
    also: ['electron/app/review', 'electron/app/visit', 'electron/wiring/review.ts'],
  },
  { is: 'screen', of: 'admission', codes: list('2301 2302 2303 2304 2305 2401 2402 2403 2404 2405') },
  { is: 'screen', of: 'filing', codes: list('2501 2501A 2502 2503 2504 2505 2506') },
  { is: 'screen', of: 'reconcile', codes: list('3201 3202 9101 9102') },
  {
    is: 'screen',
    of: 'terms',
    codes: list(
      '1201 1901 1301 1302 1303 1304 1305 1306 1306A 1307 1308 1309 1310 1311 1312 1313 1314 1315 1316 1317 1318 1319 ' +
        '1320 1321 1322 1323 1324 1325 1326 1327',
    ),
  },
  { is: 'screen', of: 'mapping', codes: list('3301 3302') },
  { is: 'screen', of: 'staff', codes: list('3401 3401A 3402 3403 5101 5102') },
  {
    is: 'screen',
    of: 'stock',
    codes: list('3501 3501A 3502 3502A 3503 3503A 3504 3504A 3505 3505A 3506 3506A 3507 3507A'),
  },
  { is: 'screen', of: 'setllist', codes: list('4101 4101A 4102 4103 4104 4105') },
  { is: 'screen', of: 'selfpay', codes: list('4201A 4202 4203 4204 4205 4206 4207 4208 4209') },
  {
    is: 'upload',
    of: 'clinical',
    codes: list('4201 4301 4302 4401 4402 4501 4502 4503 4504 4505 4506 4601 4602 4701'),
  },
  {
    is: 'screen',
    of: 'person',
    codes: list('5201 5202 5203 5204 5205 5206 5301 5302 5303 5304 5401 5402'),
    also: ['electron/app/records'],
  },
  { is: 'screen', of: 'erx', codes: list('7101 7104 7201 7202 7203 7204 7205') },
  { is: 'serve', of: 'erx', codes: list('6201 6202 7102 7103') },
  {
    is: 'screen',
    of: 'sichuan',
    codes: list(
      'SCX-0101 SCX-0201 SCX-0202 SCX-0203 SCX-0301 SCX-0302 SCX-0303 SCX-0401 SCX-0402 SCX-0403 SCX-0501 ' +
        'SCX-0502 SCX-0503 SCX-0601 SCX-0602 SCX-0701 SCX-0702 SCX-0703 SCX-0801 SCX-0802 SCX-0803',
    ),
    also: ['shared/api/sichuan.ts'],
  },
  {
    is: 'screen',
    of: 'injury',
    codes: list(
      'GS1001 GS2001 GS2002 GS2003 GS2004 GS3001 GS3003 GS3004 GS3007 GS3008 GS3015 GS3106 GS3108 GS5001 ' +
        'sys0001 bizh110001 bizh110102 bizh110103 bizh110104 bizh110105 bizh110106 bizh120001 bizh120002 bizh120003 ' +
        'bizh120004 bizh120102 bizh120103 bizh120104 bizh120105 bizh120106 bizh120107 bizh120108 bizh120109 ' +
        'bizh120113 bizh120206 bizh410004 bizh410005 ' +
        'GYU000 GYU010 GYD051 GYD052 GYD053 GYD055 GYU101 GYU102 GYU103 GYU303 GYR001 GYR002 GYR003',
    ),
    also: ['electron/platforms/gs', 'electron/platforms/bizh', 'electron/platforms/gy'],
  },
  {
    is: 'screen',
    of: 'injury-record',
    codes: list(
      'GS3010 GS3012 GS1002 GS1003 GS1010 GS1012 GS2401 GS3402 GS3404 GS3405 bizh200101 bizh200102 bizh200103 ' +
        'bizh200104 bizh200105 bizh200106 bizh120205 GYU002 GYD054',
    ),
    also: ['electron/app/injury'],
  },
  {
    is: 'screen',
    of: 'injury-clearing',
    codes: list('GS3201 GS3203 GS3204 GS2005 GYU003 GYU004 GYR004'),
    also: ['electron/app/injury'],
  },
  {
    is: 'screen',
    of: 'injury-exchange',
    codes: list(
      'GYD001 GYD003 GYD004 GYD005 GYD006 GYD008 GYD009 GYD101 GYD102 GYD103 GYD104 GYD401 GYD402 GYD403 GYD404 ' +
        'GYR005 GYU001 GYU006 GYU007 GYU008 GYU009',
    ),
    also: ['electron/app/injury'],
  },
  {
    is: 'console',
    of: 'console',
    codes: list('2203 2206A 2207A 2303A 2304A'),
    why: '另一种写法：本程序按 2203A、2206、2207、2303、2304 办理',
  },
  {
    is: 'console',
    of: 'console',
    codes: list('2101 2102 2103 6101'),
    why: '零售药店的交易：医院的窗口不办理',
  },
  { is: 'console', of: 'console', codes: ['9903'], why: '江西的查询，内容同 5301' },
  {
    is: 'console',
    of: 'console',
    codes: [],
    folder: 'nhsa-more',
    why: '单个省的补充：按配置开通，没有要求专门的画面',
  },
]
