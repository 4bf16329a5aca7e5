import { useEffect, useState } from 'react'
import { useAsk } from '../../stores/ask.ts'
import { Run } from './Run.tsx'
import { Start } from './Start.tsx'
import './acceptance.css'

/** 自检报告: begin one or open an earlier one; while one runs it is what the screen shows. */
export default function AcceptanceScreen() {
  const options = useAsk('acceptance.options', {}, '查询自检')
  const [runId, setRunId] = useState<string | null>(null)
  const running = options.value?.running ?? null
  useEffect(() => {
    if (running !== null) setRunId(running)
  }, [running])
  if (runId !== null)
    return (
      <Run
        key={runId}
        runId={runId}
        onBack={() => {
          setRunId(null)
          options.again()
        }}
      />
    )
  return <Start asked={options} onOpen={setRunId} />
}
