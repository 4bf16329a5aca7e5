import { z } from 'zod'

/** The door through which the platform calls the hospital. */
export const inboundConfig = z
  .object({
    host: z.string().default('0.0.0.0'),
    port: z.number().int().min(1, '端口从 1 起').max(65_535, '端口最大 65535'),
    /** addresses that may call, IPv4 or IPv6, single or as a network (10.1.0.0/16) */
    allow: z.array(z.string().min(1)).min(1, '必须写明允许调用的地址'),
    /** what the caller proves himself with: a header with a shared secret, or a signature over the body */
    auth: z.discriminatedUnion('scheme', [
      z
        .object({
          scheme: z.literal('token'),
          header: z.string().default('x-token'),
          tokenRef: z.string().min(1),
        })
        .strict(),
      z
        .object({
          scheme: z.literal('hmac'),
          header: z.string().default('x-signature'),
          /** header with the time of the call in seconds; older than five minutes is refused */
          timestamp: z.string().default('x-timestamp'),
          secretRef: z.string().min(1),
        })
        .strict(),
    ]),
    /** paths by code where they are not /<code> */
    paths: z.record(z.string(), z.string()).default({}),
  })
  .strict()
