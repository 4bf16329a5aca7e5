import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardFor, LI, WANG } from './bridge/cards.testkit.ts'
import { Refusal } from './bridge/protocol.ts'
import { type CardImage, cardOf } from './bridge/vcard.testkit.ts'
import { exchange, readCard, type Transmit } from './pcsc-read.ts'

const on = (image: CardImage): Transmit => {
  const card = cardOf(image)
  return async (apdu) => card.answer(Buffer.from(apdu))
}
const refusal = (reading: Promise<unknown>) =>
  reading.then(
    () => null,
    (error) => ({ is: (error as Refusal).is, text: (error as Refusal).message }),
  )

describe('reading a card', () => {
  it.each([1, 2, 3] as const)('takes EF05 and EF06 of generation %i', async (generation) => {
    expect(await readCard(on(cardFor(generation, WANG)))).toEqual({
      basics: {
        ...{ card_sn: WANG.sn, version: `${generation}.00`, generation, card_no: WANG.card_no },
        ...{ issuer: '91560000025101005101FFFF', issuedOn: '20200131', validTo: '20300131' },
      },
      holder: {
        ...{ certno: WANG.certno, psn_name: '王芳', gend: '2', naty: '01' },
        ...{ birthplace: '510104', brdy: '19850312' },
      },
      closed: null,
    })
  })

  it('selects by P1 00 where the card does not want 02', async () => {
    const { holder } = await readCard(on(cardFor(2, WANG, { selectP1: 0x00 })))
    expect(holder).toMatchObject({ certno: WANG.certno })
  })

  it('gives what EF05 holds where EF06 is closed, and says what would open it', async () => {
    const closed = (generation: 2 | 3) => cardFor(generation, WANG, { ef06Closed: 0x6982, pin: '123456' })
    expect(await readCard(on(closed(2)))).toMatchObject({
      basics: { card_no: 'A12345678' },
      holder: null,
      closed: 'pin',
    })
    expect(await readCard(on(closed(3)))).toMatchObject({ holder: null, closed: 'authentication' })
    expect(await readCard(on(closed(2)), '123456')).toMatchObject({
      holder: { psn_name: '王芳' },
      closed: null,
    })
  })

  it('presents a wrong PIN once, and one that is no PIN never', async () => {
    const card = cardOf(cardFor(2, WANG, { ef06Closed: 0x6982, pin: '123456' }))
    const transmit: Transmit = async (apdu) => card.answer(Buffer.from(apdu))
    expect(await refusal(readCard(transmit, '000000'))).toEqual({
      ...{ is: 'pin', text: '配置的 PIN 与卡不符，这张卡还可以试 2 次' },
    })
    expect(await refusal(readCard(transmit, '12AB'))).toMatchObject({ is: 'pin' })
    expect(card.tries()).toBe(2)
  })

  it('does not present the PIN to a card whose EF06 is open', async () => {
    const card = cardOf(cardFor(2, WANG, { pin: '123456' }))
    await readCard(async (apdu) => card.answer(Buffer.from(apdu)), '000000')
    expect(card.tries()).toBe(3)
  })

  it('says what is wrong with another card and with a broken one', async () => {
    expect(await refusal(readCard(on(cardFor(2, WANG, { notSsse: true }))))).toMatchObject({
      text: expect.stringContaining('不是社会保障卡'),
    })
    const short = cardFor(2, WANG)
    short.ef05[6] = Buffer.of(0x07, 0x09, 0x41)
    expect(await refusal(readCard(on(short)))).toMatchObject({
      text: '卡内记录 07 不完整：应有 9 字节，只有 1 字节',
    })
    const twice = cardFor(2, WANG)
    twice.ef06[1] = twice.ef06[0]!
    expect(await refusal(readCard(on(twice)))).toMatchObject({ text: '卡内 EF06 的记录重复' })
    expect(await refusal(readCard(async () => Uint8Array.of(0x61, 0x10)))).toMatchObject({
      text: '卡反复要求重取数据，无法读出',
    })
    expect(await refusal(readCard(async () => Uint8Array.of(0x90)))).toMatchObject({
      text: '卡没有答完，可能在读卡过程中被取走',
    })
  })

  it('never makes one person of two cards, at whatever command they are changed', async () => {
    const commands = await count(cardFor(2, WANG))
    for (let at = 0; at <= commands; at += 1) {
      for (const keepsState of [false, true]) {
        const [first, second] = [cardOf(cardFor(2, WANG)), cardOf(cardFor(2, LI))]
        let nth = 0
        const transmit: Transmit = async (apdu) => {
          const now = nth++ < at ? first : second
          // the worst reader: it hides the change, and the new card stands where the old one stood
          if (keepsState && now === first) second.answer(Buffer.from(apdu))
          return now.answer(Buffer.from(apdu))
        }
        const read = await readCard(transmit).catch((error) => error as Refusal)
        if (read instanceof Error) expect(read).toBeInstanceOf(Refusal)
        else {
          const person = [read.basics.card_sn, read.basics.card_no, read.holder?.certno]
          expect([
            [WANG.sn, WANG.card_no, WANG.certno],
            [LI.sn, LI.card_no, LI.certno],
          ]).toContainEqual(person)
        }
      }
    }
  })

  it('ends in an answer or a refusal whatever the card says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.uint8Array({ maxLength: 40 })),
        fc.nat(60),
        async (noise, from) => {
          const card = on(cardFor(2, WANG))
          let nth = 0
          const read = await readCard(async (apdu) =>
            nth++ < from ? card(apdu) : noise.next().value!,
          ).catch((error) => error as unknown)
          if (read instanceof Error) expect(read).toBeInstanceOf(Refusal)
        },
      ),
    )
  })
})

async function count(image: CardImage): Promise<number> {
  const card = on(image)
  let commands = 0
  await readCard((apdu) => {
    commands += 1
    return card(apdu)
  })
  return commands
}

describe('status words', () => {
  it('61 fetches what there is, 6C repeats with the right length, and both together', async () => {
    const sent: string[] = []
    const answers = ['6c05', '01026102', '03049000']
    const reply = await exchange(
      async (apdu) => {
        sent.push(Buffer.from(apdu).toString('hex'))
        return Buffer.from(answers.shift()!, 'hex')
      },
      [0x00, 0xb2, 0x01, 0x04, 0x12],
    )
    expect(sent).toEqual(['00b2010412', '00b2010405', '00c0000002'])
    expect(reply).toEqual({ sw: 0x9000, data: Buffer.of(1, 2, 3, 4) })
  })
})
