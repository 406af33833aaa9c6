/**
 * Nothing but the frame: no store, no network, no style.
 *
 * Its pages must not use attributes beyond id and events: the build's templates number more attributes
 * (see src/aria-attributes.json) than this runtime knows of.
 */
import type { PropsWithChildren } from 'react'

export default function App({ children }: PropsWithChildren) {
  return children
}
