import type { DeptDiff, StaffDiff } from '../../../shared/api/staff.ts'

export const STATE: Record<DeptDiff['state'], string> = {
  same: '一致',
  here: '只在本院',
  there: '只在中心',
  differs: '不一致',
}

export const TONE: Record<DeptDiff['state'], string> = {
  same: 'quiet',
  here: 'waiting',
  there: 'waiting',
  differs: 'in-doubt',
}

/** The one thing to do about a department, with its key. */
export interface Next {
  key: 'Enter' | 'F6' | 'F9'
  label: string
}

export function nextOf(dept: DeptDiff | null): Next | null {
  switch (dept?.state) {
    case 'here':
      return { key: 'Enter', label: '上传这个科室' }
    case 'differs':
      return { key: 'F6', label: '按本院变更' }
    case 'there':
      return { key: 'F9', label: '从中心撤销' }
    default:
      return null
  }
}

export const count = (rows: readonly (DeptDiff | StaffDiff)[]): number =>
  rows.filter(({ state }) => state !== 'same').length
