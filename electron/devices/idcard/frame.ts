/**
 * Frames of the GA 450 reader protocol (devices.md 4.1): preamble, two bytes of length (big endian, counts
 * what follows it, the check byte too), content, XOR of all from the first length byte on.
 */
const PREAMBLE = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69)
const HEAD = PREAMBLE.length + 2
/** three status bytes and the check byte */
const SHORTEST = 4
/** text, photo and fingerprint of 1024 bytes each at most, their lengths, status and check */
const LONGEST = 3 + 6 + 256 + 1024 + 1024 + 1

export interface Answer {
  /** SW3, the one that tells: 0x9F found, 0x90 done; SW1 and SW2 are 0 with every known answer */
  sw: number
  data: Uint8Array
}

export interface FrameParser {
  /** whole answers in what has come in so far, in order */
  push(bytes: Uint8Array): Answer[]
  /** forgets what is half received */
  reset(): void
  /** how many frames were refused for their check byte since the last reset */
  broken(): number
}

/** A command without data, as all that are used here: e.g. find is AA AA AA 96 69 00 03 20 01 22. */
export function encodeCommand(cmd: number, para: number): Uint8Array {
  const frame = Uint8Array.of(...PREAMBLE, 0, 3, cmd, para, 0)
  frame[frame.length - 1] = xor(frame.subarray(PREAMBLE.length, frame.length - 1))
  return frame
}

const xor = (bytes: Uint8Array) => bytes.reduce((acc, byte) => acc ^ byte, 0)

/**
 * Finds frames in a stream that may be split anywhere and hold noise. After a wrong check byte or an
 * impossible length the search goes on right behind the preamble, so that a good frame which a broken one
 * seems to cover is found.
 */
export function createFrameParser(): FrameParser {
  let held: Uint8Array = new Uint8Array()
  let brokenCount = 0

  const next = (): Answer | null => {
    for (;;) {
      const at = findPreamble(held)
      held = held.subarray(at)
      if (held.length < HEAD) return null
      const length = (held[5]! << 8) | held[6]!
      if (length < SHORTEST || length > LONGEST) {
        held = held.subarray(1)
        continue
      }
      if (held.length < HEAD + length) return null
      const content = held.subarray(HEAD, HEAD + length - 1)
      if (xor(held.subarray(PREAMBLE.length, HEAD + length)) !== 0) {
        brokenCount += 1
        held = held.subarray(1)
        continue
      }
      held = held.subarray(HEAD + length)
      return { sw: content[2]!, data: content.slice(3) }
    }
  }

  return {
    push(bytes) {
      const grown = new Uint8Array(held.length + bytes.length)
      grown.set(held)
      grown.set(bytes, held.length)
      held = grown
      const answers: Answer[] = []
      for (let answer = next(); answer; answer = next()) answers.push(answer)
      return answers
    },
    reset() {
      held = new Uint8Array()
      brokenCount = 0
    },
    broken: () => brokenCount,
  }
}

/** Where a preamble begins, or where one may have begun at the end; the length where there is none. */
function findPreamble(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at += 1) {
    const rest = Math.min(PREAMBLE.length, bytes.length - at)
    let same = 0
    while (same < rest && bytes[at + same] === PREAMBLE[same]) same += 1
    if (same === rest) return at
  }
  return bytes.length
}
