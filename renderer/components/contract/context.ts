import { createContext, useContext } from 'react'
import type { Json } from '../../../shared/contract.ts'
import type { Tables } from './dicts.ts'

/** What every part of one form needs; stays the same while one types. */
export interface FormHands {
  /** begins the focus names of this form, so that two forms can stand on one screen */
  prefix: string
  tables: Tables
  readOnly: boolean
  set(path: string, to: Json | undefined): void
  /** on to the next stop after what has the focus */
  next(): void
  /** the row shown in full of each list, by the list's path */
  rowOf(path: string): number
  goRow(path: string, index: number): void
  isOpen(path: string): boolean
  open(path: string): void
  /** puts the focus on a field, its list or its part; false where it is not drawn */
  focus(path: string): boolean
}

export const Form = createContext<FormHands | null>(null)

export function useForm(): FormHands {
  const form = useContext(Form)
  if (!form) throw new Error('a part of a contract form stands outside of one')
  return form
}
