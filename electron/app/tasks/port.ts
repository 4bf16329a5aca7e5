/** Work that comes back by itself, or is started by hand on the task page. */
export interface Task {
  id: string
  label: string
  /** shown together: 下载, 上传, 维护 */
  group: string
  /** how often unless the site says otherwise (site.json tasks); null: by hand only */
  plan: Plan | null
  /**
   * Answers one line in Chinese of what was done; throws to be shown as failed. It has to end soon after
   * `signal` is aborted and leave nothing half done.
   */
  run(context: TaskRun): Promise<string>
}

export type Plan = { every_min: number } | { daily: string }

export interface TaskRun {
  signal: AbortSignal
  /** how far, 0…1, and what it is doing */
  progress(done: number, doing?: string): void
  /** who started it by hand; null: the clock did */
  by: { opter: string; opterName: string } | null
}

export interface Tasks {
  register(task: Task): void
  /** Starts it now unless it runs already; resolves when it has ended. Throws GuitaiError `not_found`. */
  run(id: string, by: TaskRun['by']): Promise<string>
  start(): void
  stop(): Promise<void>
}
