import { z } from 'zod'

/**
 * A slip template as data, in millimetres from the paper's left edge and the band's top. Bands follow each
 * other downwards; a form with fixed places (pre-printed paper) is one band as high as the paper. Texts bind
 * fields of the data as {field} or {field|format}; within `each` the row's fields go before the slip's.
 * A site overrides templates by name in <home>/templates.json (load.ts).
 */
const size = z.number().positive().max(500)
const text = z
  .object({
    text: z.string().max(500),
    x_mm: z.number().min(0).max(500),
    width_mm: size,
    /** rows of a band stand under each other, each below the longest text of the one before; default 0 */
    row: z.number().int().min(0).max(20).optional(),
    /** from the row's top */
    dy_mm: z.number().min(0).max(1000).optional(),
    size_pt: z.number().min(4).max(60).optional(),
    align: z.enum(['left', 'center', 'right']).optional(),
    bold: z.boolean().optional(),
    mono: z.boolean().optional(),
    /** what happens to a text that is too long: new lines (default), cut with …, or a smaller size */
    fit: z.enum(['wrap', 'cut', 'shrink']).optional(),
    /** only while this field holds something (not empty, not zero) */
    when: z.string().max(40).optional(),
  })
  .strict()
const rule = z
  .object({
    rule: z.enum(['solid', 'dashed']),
    x_mm: z.number().min(0).max(500),
    width_mm: size,
    row: z.number().int().min(0).max(20).optional(),
    dy_mm: z.number().min(0).max(1000).optional(),
    weight_mm: z.number().positive().max(3).optional(),
    when: z.string().max(40).optional(),
  })
  .strict()
/** A QR code of the bound text, a square of `size_mm`; nothing where the text is empty. */
const qr = z
  .object({
    qr: z.string().min(1).max(500),
    x_mm: z.number().min(0).max(500),
    size_mm: z.number().min(8).max(80),
    row: z.number().int().min(0).max(20).optional(),
    dy_mm: z.number().min(0).max(1000).optional(),
    when: z.string().max(40).optional(),
  })
  .strict()
const band = z
  .object({
    items: z.array(z.union([text, rule, qr])).max(60),
    /** once for every row of this list */
    each: z.string().max(40).optional(),
    when: z.string().max(40).optional(),
    height_mm: z.number().min(0).max(1000).optional(),
    /** room below */
    gap_mm: z.number().min(0).max(100).optional(),
    /** a running head that is drawn again when this band's rows go on to the next sheet */
    head: z.boolean().optional(),
  })
  .strict()

export const templateSchema = z
  .object({
    /** binds fields as the texts do */
    title: z.string().min(1).max(40),
    paper: z
      .object({
        name: z.string().min(1).max(20),
        width_mm: size,
        height_mm: z.union([size, z.literal('auto')]),
        /** top, right, bottom, left */
        margin_mm: z.tuple([z.number().min(0), z.number().min(0), z.number().min(0), z.number().min(0)]),
      })
      .strict(),
    size_pt: z.number().min(4).max(60),
    /** at the top of every sheet */
    head: z.array(band).max(20).default([]),
    body: z.array(band).max(60),
    /** at the bottom of every sheet; of a roll, after the body */
    foot: z.array(band).max(20).default([]),
  })
  .strict()

export type Template = z.output<typeof templateSchema>
export type Band = z.output<typeof band>
export type TextItem = z.output<typeof text>
export type RuleItem = z.output<typeof rule>
export type QrItem = z.output<typeof qr>
