import { openContracts } from '../../platforms/contracts.ts'
import { refuse, type Wing, type WingDeps } from '../injury/wing.ts'

/** Tables of this platform alone. */
export const SCHEMA_GS = ''

export function openGsWing(_deps: WingDeps): Wing {
  const book = openContracts({ family: 'gs' })
  return {
    family: 'gs',
    open: ({ path, body }) => ({
      code: path.slice(1),
      id: '',
      input: JSON.parse(body.toString('utf8')),
      head: {},
      write: (answer) => ({ status: 200, type: 'application/json', body: JSON.stringify(answer) }),
    }),
    kindOf: (code) => (book.has(code) ? book.get(code).kind : ''),
    act: ({ code }) => refuse(`交易 ${code} 未开通`),
    inProgress: '交易正在处理中',
  }
}
