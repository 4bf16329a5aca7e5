import { describe, expect, it } from 'vitest'
import type { StayView } from '../../../../shared/api/admission.ts'
import type { FieldFault } from '../../../../shared/contract.ts'
import type { StayDiagnosis } from '../../../../shared/stay.ts'
import { addDiagnosis, diagnosesArgs, makeMain, removeDiagnosis, turnCond, turnType } from './diagnosis.ts'
import { dischargeArgs, dischargeValues } from './discharge.ts'
import {
  ADMISSION_FORM,
  argsOf,
  DISCHARGE_FORM,
  type FormFacts,
  faultsElsewhere,
  firstAtFault,
  shownGroups,
} from './fields.ts'
import { minuteText, parseDayText, parseMinute } from './time.ts'

const facts = (more: Partial<FormFacts> = {}): FormFacts => ({
  med_type: '21',
  remote: false,
  newborns: 0,
  dscg_way: '1',
  ...more,
})
const missing = (path: string): FieldFault => ({ path, label: path, rule: 'missing', message: `${path} 缺` })
const admission = (more: Partial<FormFacts>, values = {}, faults: FieldFault[] = []) =>
  shownGroups(ADMISSION_FORM, facts(more), values, faults).map(({ key }) => key)
const discharge = (more: Partial<FormFacts>) =>
  shownGroups(DISCHARGE_FORM, facts(more), {}, []).map(({ key }) => key)

describe('which group of fields applies', () => {
  it('asks an ordinary stay for nothing special', () => {
    expect(admission({})).toEqual(['basic', 'diagnosis', 'more'])
    expect(discharge({})).toEqual(['basic', 'diagnosis'])
  })
  it('follows 医疗类别', () => {
    expect(admission({ med_type: '28' })).toEqual(['basic', 'diagnosis', 'more', 'disease', 'surgery'])
    expect(admission({ med_type: '52' })).toContain('birth')
    expect(admission({ med_type: '2107' })).toContain('birthday')
    expect(admission({ med_type: '22' })).toContain('injury')
    expect(admission({ med_type: '2102' })).toContain('disease')
    expect(discharge({ med_type: '28' })).toContain('surgery')
    expect(discharge({ med_type: '53' })).toContain('birth')
  })
  it('asks fields of out-of-area patients only of those', () => {
    expect(admission({ remote: true })).toContain('remote')
    expect(admission({ remote: false })).not.toContain('remote')
  })
  it('asks for the date of birth as soon as a newborn is in the stay', () => {
    expect(admission({ newborns: 1 })).toContain('birthday')
    expect(admission({ newborns: 1 })).not.toContain('birth')
    expect(discharge({ newborns: 1 })).toContain('birthday')
  })
  it('asks for the date of death only of the dead', () => {
    expect(discharge({ dscg_way: '5' })).toContain('death')
    expect(discharge({ dscg_way: '1' })).not.toContain('death')
  })
  it('hides nothing that is filled in or that a message asks for', () => {
    expect(admission({}, { oprn_oprt_code: '51.23' })).toContain('surgery')
    expect(admission({}, {}, [missing('data.mdtrtinfo.trum_flag')])).toContain('injury')
  })
})

describe('messages find their fields', () => {
  it('by the name of the data and by the names on the wire', () => {
    const first = (path: string) => firstAtFault([missing(path)], ADMISSION_FORM)?.name
    expect(first('dept_code')).toBe('dept')
    expect(first('mdtrtinfo.adm_dept_codg')).toBe('dept')
    expect(first('atddr_no')).toBe('doctor')
    expect(first('adm_bed')).toBe('bed')
    expect(first('diseinfo[2].diag_code')).toBe('diagnoses')
    expect(first('diagnoses[0].diag_name')).toBe('diagnoses')
    expect(first('dise_name')).toBe('dise_codg')
  })
  it('goes to the first in the order of the form', () => {
    const faults = [missing('diagnoses'), missing('tel'), missing('dept_code')]
    expect(firstAtFault(faults, ADMISSION_FORM)?.name).toBe('dept')
    expect(firstAtFault([], ADMISSION_FORM)).toBeNull()
  })
  it('leaves what no field shows to be said apart', () => {
    const faults = [missing('insu'), missing('bed')]
    expect(faultsElsewhere(faults, ADMISSION_FORM).map(({ path }) => path)).toEqual(['insu'])
  })
})

it('tells a department and a doctor by their codes', () => {
  const dept = { dept_code: 'D1', dept_name: '心内科' }
  const doctor = { atddr_no: 'Y1', dr_name: '李医生' }
  expect(argsOf({ dept, doctor, bed: '12' })).toEqual({ dept_code: 'D1', atddr_no: 'Y1', bed: '12' })
  expect(argsOf({ bed: '' })).toEqual({ bed: '' })
})

describe('the list of diagnoses', () => {
  const one = addDiagnosis([], 'I10', '高血压')
  const two = addDiagnosis(one, 'E11', '糖尿病')
  const mains = (list: StayDiagnosis[]) =>
    list.map(({ diag_code, main }) => (main ? `${diag_code}!` : diag_code))
  it('has exactly one main one', () => {
    expect(mains(two)).toEqual(['I10!', 'E11'])
    expect(mains(makeMain(two, 1))).toEqual(['E11!', 'I10'])
    expect(mains(removeDiagnosis(two, 0))).toEqual(['E11!'])
    expect(removeDiagnosis(one, 0)).toEqual([])
  })
  it('takes none twice', () => {
    expect(addDiagnosis(two, 'I10', '高血压')).toBe(two)
  })
  it('turns kind and condition round', () => {
    expect(turnType(two, 1)[1]?.diag_type).toBe('2')
    expect(turnType(turnType(turnType(one, 0), 0), 0)[0]?.diag_type).toBe('1')
    expect(turnCond(one, 0)[0]?.adm_cond).toBe('2')
    expect(turnCond([{ ...one[0]!, adm_cond: '4' }], 0)[0]?.adm_cond).toBe('1')
  })
  it('sends nothing but what the channel takes', () => {
    const odd = [{ ...one[0]!, adm_cond: '', more: 1 }]
    expect(Object.keys(diagnosesArgs(odd)[0]!)).toEqual(['diag_code', 'diag_name', 'diag_type', 'main'])
  })
})

describe('moments typed on the number pad', () => {
  const now = new Date(2026, 10, 21, 15, 30, 12).getTime()
  const was = new Date(2026, 10, 20, 9, 5).getTime()
  const read = (text: string) => {
    const at = parseMinute(text, was, now)
    return at === null ? null : minuteText(at)
  }
  it('takes a day, a time, or both', () => {
    expect(read('1119 0830')).toBe('2026-11-19 08:30')
    expect(read('2026-11-19 08:30')).toBe('2026-11-19 08:30')
    expect(read('2026-11-19 08:30:59')).toBe('2026-11-19 08:30')
    expect(read('1119')).toBe('2026-11-19 09:05')
    expect(read('10:45')).toBe('2026-11-20 10:45')
    expect(read('昨天 1800')).toBe('2026-11-20 18:00')
    expect(read('现在')).toBe('2026-11-21 15:30')
  })
  it('refuses what is none', () => {
    for (const text of ['', '1119 2530', '1119 0860', '25:00', '1399', '早上']) expect(read(text)).toBeNull()
  })
  it('takes days as text, nothing as nothing', () => {
    expect(parseDayText('1119', now)).toBe('2026-11-19')
    expect(parseDayText(' ', now)).toBe('')
    expect(parseDayText('1340', now)).toBeNull()
  })
})

describe('what the discharge begins with', () => {
  const stay = {
    admission: { dept: { dept_code: 'D1', dept_name: '内科' }, doctor: null, bed: '3', diagnoses: [] },
    discharge: null,
  } as unknown as StayView['stay']
  const written = { endtime: 5, dscg_way: '2', diagnoses: addDiagnosis([], 'I10', '高血压') }
  it('is the admission, then what the ward has written, then what was typed', () => {
    const bare = { stay, wardDischarge: null }
    expect(dischargeValues(bare, {}, 9)).toMatchObject({ endtime: 9, dscg_way: '', bed: '3' })
    expect(dischargeValues({ stay, wardDischarge: written }, {}, 9)).toMatchObject(written)
    expect(dischargeValues({ stay, wardDischarge: written }, { dscg_way: '5' }, 9).dscg_way).toBe('5')
  })
  it('is what was told to the centre once it was', () => {
    const told = { ...stay, discharge: { ...written, endtime: 7, bed: '4' } } as unknown as StayView['stay']
    expect(dischargeValues({ stay: told, wardDischarge: written }, {}, 9)).toMatchObject({
      endtime: 7,
      bed: '4',
    })
  })
  it('leaves what is missing to the checks of the channel', () => {
    expect(dischargeArgs({ stay, wardDischarge: null }, {})).toMatchObject({
      dept_code: 'D1',
      atddr_no: '',
      dscg_way: '',
      diagnoses: [],
    })
  })
})
