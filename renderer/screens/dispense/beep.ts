/** What the pharmacist hears without looking: short and high when a pack is taken, long and low when it is not. */
const TONES = { good: { hz: 1_320, ms: 70 }, bad: { hz: 180, ms: 420 } } as const
const LOUD = 0.25

let context: AudioContext | null = null

/** Silent where the machine has no sound. */
export function beep(tone: keyof typeof TONES): void {
  try {
    context ??= new AudioContext()
    const { hz, ms } = TONES[tone]
    const source = context.createOscillator()
    const volume = context.createGain()
    source.type = tone === 'bad' ? 'square' : 'sine'
    source.frequency.value = hz
    volume.gain.value = LOUD
    source.connect(volume).connect(context.destination)
    source.start()
    source.stop(context.currentTime + ms / 1000)
  } catch {
    context = null
  }
}
