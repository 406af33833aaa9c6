/** A code as it comes from a camera, a link or a finger. */

/**
 * The code inside what a camera read: a link with `code=`, our own mark, or the bare code.
 *
 * @param scanned `https://…?code=K7M4…`, `anxin:bind:K7M4…`, `K7M4-29XQ`
 */
export const codeInside = (scanned: string): string => {
  const inLink = /[?&]code=([^&#]+)/.exec(scanned)?.[1]
  if (inLink) return decodeURIComponent(inLink)
  return scanned.replace(/^anxin:[a-z-]+:/, '').trim()
}
