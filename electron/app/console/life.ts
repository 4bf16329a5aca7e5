import type { InterfaceLife } from '../../../shared/api/console.ts'
import type { Contract } from '../../../shared/contract.ts'
import { type ConsoleDeps, nameOf, platformOf } from './deps.ts'

/** What the platform knows of a code's life, in words for the interface document and the question before sending. */
export function lifeOf(deps: ConsoleDeps, contract: Contract): InterfaceLife {
  const life = platformOf(deps, contract.family).life(contract.code)
  const named = (code: string) => `${code}“${nameOf(deps, code)}”`
  return {
    ask: askWords(contract, life.ask, named),
    undo: life.undo ? `用 ${named(life.undo.infno)}自动撤回` : '不能自动撤回',
    withdraw: contract.reversal ? named(contract.reversal) : '',
    money: life.confirmAbsence,
  }
}

type Ask = ReturnType<ReturnType<typeof platformOf>['life']>['ask']

function askWords({ kind, direction }: Contract, ask: Ask, named: (code: string) => string): string {
  if (direction === 'serve') return '由中心发起，本院记账后回答'
  if (kind === 'query' || kind === 'download' || kind === 'session')
    return '没有回答就是没有办成，可以直接重发'
  if (ask === null) return '没有查询接口，由人向中心核实'
  if (ask.by === 'query') return `用 ${named(ask.infno)}查`
  return '同一报文号原样再发一次，中心答“重复”即已办成'
}
