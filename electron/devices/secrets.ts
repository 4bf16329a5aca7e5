/** Where keys and passwords of the site are kept: the key store of the operating system. */
export interface SecretStore {
  /** null when nothing was stored under this name */
  get(name: string): Promise<string | null>
  /** null forgets it; throws GuitaiError when the system has no safe place */
  set(name: string, value: string | null): Promise<void>
}
