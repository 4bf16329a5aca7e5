import { z } from 'zod'
import { wireConfig } from '../wire-config.ts'

/** 广东工伤联网结算. Source: contracts/bizh/_envelope.json. */
export const bizhConfig = z
  .object({
    ...wireConfig,
    user: z.string().min(1).max(50),
    /** the password of sys0001, in the secret store */
    passwordRef: z.string().min(1),
    /** may 120004 remove the lines of a stay here? Some cities allow negative lines only */
    removeLines: z.boolean().default(true),
  })
  .strict()

export type BizhConfig = z.output<typeof bizhConfig>
