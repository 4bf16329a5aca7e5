/** Short enough for tests, in the proportions of a real site. */
export const QUICK = {
  nhsa: { answer_ms: 1_500, centre_ms: 300 },
  timing: {
    look_first_ms: 50,
    look_longest_ms: 200,
    tick_ms: 20,
    outbox_first_ms: 50,
    outbox_longest_ms: 200,
  },
  patience_ms: 20_000,
  turn_ms: 20,
} as const
