import { z } from 'zod'
import { bizhConfig } from './bizh/config.ts'
import { gsConfig } from './gs/config.ts'
import { gyConfig } from './gy/config.ts'

/** Work-injury insurance: the platforms that this site speaks with; none unless named. */
export const injuryConfig = z
  .object({
    gs: gsConfig.optional(),
    bizh: bizhConfig.optional(),
    gy: gyConfig.optional(),
    /** whose insured come without a cross-province filing: where a 工伤 patient is looked for first */
    first: z.enum(['gs', 'bizh', 'gy']).optional(),
  })
  .strict()
