import { comboText } from '../keys.ts'
import { go, useRoute } from '../stores/route.ts'
import { useStatus } from '../stores/status.ts'
import { GROUPS, type Group, type Job } from './jobs.ts'

/** so many fit a small screen */
const FEW = 13

/** The jobs by group; who has many sees those of the group at work, and the others as one line each. */
export function Rail({ jobs }: { jobs: readonly Job[] }) {
  const screen = useRoute((route) => route.screen)
  const doubtful = useStatus(({ status }) => status?.doubtful ?? 0)
  const groups = GROUPS.filter((group) => jobs.some((job) => job.group === group))
  const at = jobs.find((job) => job.screen === screen)?.group ?? groups[0]
  const isOpen = (group: Group) => group === at || jobs.length <= FEW
  return (
    <nav className="rail" aria-label="工作">
      {groups.map((group) => (
        <section key={group} aria-label={group}>
          {groups.length > 1 && (
            <button
              type="button"
              className="rail-group"
              tabIndex={-1}
              aria-expanded={isOpen(group)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => go(jobs.find((job) => job.group === group)!.screen)}
            >
              {group}
            </button>
          )}
          {isOpen(group) &&
            jobs
              .filter((job) => job.group === group)
              .map((job) => (
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
        </section>
      ))}
    </nav>
  )
}
