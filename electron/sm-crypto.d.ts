declare module 'sm-crypto' {
  type Bytes = readonly number[]
  /** bytes or UTF-8 text; everything else is hexadecimal */
  const smCrypto: {
    sm3(message: string | Bytes): string
    sm4: {
      encrypt(message: Bytes, key: Bytes, options: Sm4Options): number[]
      decrypt(sealed: Bytes, key: Bytes, options: Sm4Options): number[]
    }
    sm2: {
      /** C1 without its 04 ‖ C3 ‖ C2 with mode 1 */
      doEncrypt(message: Bytes, publicKey: string, mode: 0 | 1): string
      doDecrypt(sealed: string, privateKey: string, mode: 0 | 1, options: { output: 'array' }): number[]
      /** r ‖ s */
      doSignature(message: Bytes, privateKey: string, options: Sm2Options): string
      doVerifySignature(message: Bytes, signature: string, publicKey: string, options: Sm2Options): boolean
      getPublicKeyFromPrivateKey(privateKey: string): string
      verifyPublicKey(publicKey: string): boolean
    }
  }
  interface Sm4Options {
    mode?: 'ecb' | 'cbc'
    iv?: Bytes
    padding?: 'none' | 'pkcs#7'
    output: 'array'
  }
  interface Sm2Options {
    hash: boolean
    userId?: string
    publicKey?: string
  }
  export default smCrypto
}
