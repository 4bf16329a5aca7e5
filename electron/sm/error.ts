/** A key or message that cannot be used, in Chinese; says nothing of the key itself. */
export class SmError extends Error {}
