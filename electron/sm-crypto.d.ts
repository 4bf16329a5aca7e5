declare module 'sm-crypto' {
  const smCrypto: {
    /** bytes or UTF-8 text → hexadecimal */
    sm3(message: string | readonly number[]): string
  }
  export default smCrypto
}
