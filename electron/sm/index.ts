/** SM2, SM3 and SM4: everything of this program that signs, seals or opens stands behind this file. */
export { SmError } from './error.ts'
export { readKeyFile } from './keys.ts'
export { proven, selfTest } from './selftest.ts'
export {
  newKeyPair,
  publicKeyOf,
  type Signer,
  sealedParts,
  signerOf,
  sm2Digest,
  sm2Seal,
  sm2Verify,
} from './sm2.ts'
export { type Sm4Mode, sm3, sm4Decrypt, sm4Encrypt } from './symmetric.ts'
