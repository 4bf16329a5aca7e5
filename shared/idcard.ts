const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/** True for an 18-character 公民身份号码 whose check character is right (GB 11643; devices.md, 4.3). */
export function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text)) return false
  const total = WEIGHTS.reduce((acc, weight, i) => acc + weight * Number(text[i]), 0)
  return CHECKS[total % 11] === text[17]!.toUpperCase()
}

/** Age in whole years of one born on `brdy` (yyyy-MM-dd), at `at` (epoch ms); 0 where the day is not known. */
export function ageAt(brdy: string | undefined, at: number): number {
  const born = /^(\d{4})-(\d{2})-(\d{2})$/.exec(brdy ?? '')
  if (!born) return 0
  const [, year, month, day] = born.map(Number) as [number, number, number, number]
  const now = new Date(at)
  const early = now.getMonth() + 1 < month || (now.getMonth() + 1 === month && now.getDate() < day)
  return Math.max(0, now.getFullYear() - year - (early ? 1 : 0))
}
