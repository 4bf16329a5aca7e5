import { describe, expect, it } from 'vitest'
import { readKeyFile } from './keys.ts'
import { newKeyPair, publicKeyOf } from './sm2.ts'

/** Made by OpenSSL for this test; nobody's key. */
const PRIVATE = '85d8a2c8be6c473a6dc06b6fde6f3ea3cbf581a82805499f36efbae6d736c01d'
const PUBLIC =
  '04297ac4da107e8073d01406bc3394f8ef38fb69699a66e4b6a7479532160b0613f979e54e33e1432a3e27c6670a002848f27daddc6c0c3fd45b1ddaf5b9a9371f'
const PKCS8 = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBG0wawIBAQQghdiiyL5sRzptwGtv
3m8+o8v1gagoBUmfNu+65tc2wB2hRANCAAQpesTaEH6Ac9AUBrwzlPjvOPtpaZpm
5LanR5UyFgsGE/l55U4z4UMqPifGZwoAKEjyfa3cbAw/1Fsd2vW5qTcf
-----END PRIVATE KEY-----
`
const SEC1 = `-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIIXYosi+bEc6bcBrb95vPqPL9YGoKAVJnzbvuubXNsAdoAoGCCqBHM9V
AYItoUQDQgAEKXrE2hB+gHPQFAa8M5T47zj7aWmaZuS2p0eVMhYLBhP5eeVOM+FD
Kj4nxmcKAChI8n2t3GwMP9RbHdr1uak3Hw==
-----END EC PRIVATE KEY-----
`
const NIST = `-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIK2scK8yaDPDV8mKk4CwuRQWqxhDY+Jq/3sg20vwtMFWoAoGCCqGSM49
AwEHoUQDQgAE7JtkUJhR3klHFNQf1MPu/cfXJWCHUyYhRm+F3eplT9RbjwOqa67y
WQBfS5xmiRttAcokhKXPasYC/Xn7gQY7Vg==
-----END EC PRIVATE KEY-----
`
const [HEAD, BODY] = [SEC1.split('\n')[0], SEC1.split('\n').slice(1, -2)]

describe('a key file', () => {
  it.each([
    ['hexadecimal', PRIVATE],
    ['hexadecimal in capitals, with a line end of Windows', `${PRIVATE.toUpperCase()}\r\n`],
    ['PKCS#8', PKCS8],
    ['SEC1', SEC1],
    [
      'SEC1 with the curve before it',
      `-----BEGIN EC PARAMETERS-----\nBggqgRzPVQGCLQ==\n-----END EC PARAMETERS-----\n${SEC1}`,
    ],
    ['JSON', JSON.stringify({ userName: '张三', privateKey: PRIVATE, publicKey: PUBLIC })],
    ['JSON without the 04', JSON.stringify({ sm2: { pri: PRIVATE, pub: PUBLIC.slice(2) } })],
    ['text', `公钥：${PUBLIC}\n私钥：${PRIVATE}\n`],
    ['the same pair twice', `${PRIVATE} ${PUBLIC}\n${PRIVATE} ${PUBLIC.slice(2).toUpperCase()}`],
  ])('is read as %s', (_name, text) => {
    expect(readKeyFile(text)).toEqual({ privateKey: PRIVATE, publicKey: PUBLIC })
  })

  it.each([
    ['empty', '', '没有认得出的 SM2 私钥'],
    ['a digit short', PRIVATE.slice(1), '没有认得出的 SM2 私钥'],
    ['a digit long', `${PRIVATE}0`, '没有认得出的 SM2 私钥'],
    ['Base64', Buffer.from(PRIVATE, 'hex').toString('base64'), '没有认得出的 SM2 私钥'],
    ['the public key alone', `publicKey=${PUBLIC}`, '只有公钥，没有私钥'],
    ['two pairs', `${PRIVATE}\n${newKeyPair().privateKey}`, '不止一对密钥'],
    ["another's public key", `${PRIVATE}\n${newKeyPair().publicKey}`, '公钥不属于这个私钥'],
    ['zero', '0'.repeat(64), '私钥不可用'],
    ['beyond the order', 'f'.repeat(64), '私钥不可用'],
    ['another curve', NIST, '不是 SM2 曲线上的私钥'],
    [
      'sealed PEM',
      '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----',
      '口令保护',
    ],
    ['a public key in PEM', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', '没有私钥'],
    ['cut PEM', `${HEAD}\n${BODY[0]}\n-----END EC PRIVATE KEY-----`, '读不出来'],
    ['two in PEM', `${SEC1}${PKCS8}`, '不止一个私钥'],
    ['PEM whose public key is bent', SEC1.replace('Kj4nxmcKAChI', 'Kj4nxmcKAChJ'), '公钥不属于这个私钥'],
  ])('is refused: %s', (_name, text, message) => {
    let said = ''
    try {
      readKeyFile(text)
    } catch (error) {
      said = (error as Error).message
    }
    expect(said).toContain(message)
    expect(said.toLowerCase()).not.toContain(PRIVATE.slice(0, 8))
  })

  it('knows whose public key it is', () => {
    expect(publicKeyOf(PRIVATE)).toBe(PUBLIC)
  })
})
