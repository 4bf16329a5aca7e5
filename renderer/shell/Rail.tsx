import { comboText } from '../keys.ts'
import { go, useRoute } from '../stores/route.ts'
import { useStatus } from '../stores/status.ts'
import type { Job } from './jobs.ts'

export function Rail({ jobs }: { jobs: readonly Job[] }) {
  const screen = useRoute((route) => route.screen)
  const doubtful = useStatus(({ status }) => status?.doubtful ?? 0)
  return (
    <nav className="rail" aria-label="工作">
      {jobs.map((job) => (
        <button
          type="button"
          key={job.screen}
          tabIndex={-1}
          aria-current={job.screen === screen ? 'page' : undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => go(job.screen)}
        >
          <span>{job.label}</span>
          <span>
            <kbd>{comboText(job.combo)}</kbd>
            {job.screen === 'doubt' && doubtful > 0 && <b className="count">{doubtful}</b>}
          </span>
        </button>
      ))}
    </nav>
  )
}
