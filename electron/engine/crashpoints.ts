/**
 * Named points at which tests stop the process. In production the hook is null and a point costs one
 * comparison. What must hold when a process dies at a point stands beside its name.
 */
export const CRASH_POINTS = {
  'transact.before_prepare': 'nothing written, nothing sent',
  'transact.prepared': 'on disk, not sent: ABSENT at the next start',
  'transact.sent': 'marked as sent, no byte left: asked after at the next start',
  'wire.written': 'the request left, the centre may act: asked after at the next start',
  'transact.answered': 'the answer is lost with the process: asked after at the next start',
  'transact.committed': 'result and effect on disk; only the screen is behind',
  'resolve.before_ask': 'the question was not asked: asked again',
  'resolve.asked': 'the answer to the question is lost: asked again',
  'resolve.committed': 'the doubt is gone; only the screen is behind',
  'resolve.before_undo': 'the reversal was not sent: sent again',
  'resolve.undone': 'the acknowledgement is lost: sent again, acknowledged again',
  'resolve.undo_committed': 'reversed; only the screen is behind',
  'outbox.before_run': 'the job runs at the next start',
  'outbox.ran': 'the job ran and runs once more: jobs are repeatable',
  'outbox.marked': 'the job is done',
  'visit.between_steps': 'the visit stands at the step reached, the rest is done later',
  'visit.before_settle': 'nothing settled',
  'visit.refunded': 'refunded; details and registration are withdrawn later',
  'visit.claimed': 'charges held by a visit that is found again at the next start',
  'stay.between_pages': 'the charges of the pages taken stand in the stay, the rest is taken later',
  'stay.between_batches': 'the batches sent are at the centre, the rest is new and goes up later',
  'stay.between_steps': 'the stay stands at the step reached, the rest is done later',
  'stay.before_settle': 'nothing settled, no deposit used',
  'upload.between_batches': 'the batches sent are at the centre, the rest waits and goes up later',
  'shift.signed_in': 'signed in at the centre, no shift here: signed in once more',
} as const

export type CrashPoint = keyof typeof CRASH_POINTS

let hook: ((point: CrashPoint) => void) | null = null

export function crashpoint(point: CrashPoint): void {
  if (hook) hook(point)
}

export function onCrashpoint(run: ((point: CrashPoint) => void) | null): void {
  hook = run
}

/** `name` or `name:n`: kills this process at the nth pass of the point. For crash runs. */
export function crashAt(spec: string): void {
  const [name, nth = '1'] = spec.split(':')
  let left = Number(nth)
  onCrashpoint((point) => {
    if (point === name && --left === 0) process.kill(process.pid, 'SIGKILL')
  })
}
