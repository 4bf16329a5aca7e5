/** Hospital codes of the demo hospital: a prefix by list_type and the place in its price list, from 1. */
const SERIES: Record<string, string> = { '101': 'YP', '102': 'ZY', '201': 'XM', '301': 'CL' }

export function demoItemCode(list_type: string, place: number): string {
  return `${SERIES[list_type] ?? 'QT'}${String(place).padStart(4, '0')}`
}
