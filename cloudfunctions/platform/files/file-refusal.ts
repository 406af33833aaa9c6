/** The bytes are no whole, plain file of a kind that is taken in. */
export class FileRefused extends Error {}
