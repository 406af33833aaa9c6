/** A parent's phone in a test: it looks at a case with the code of the real one, and keeps what that one keeps. */
import type { ReporterKey } from '../../contract/report/report'
import { type Kept, type Looked, lookAtCase } from '../../src/packages/report/proof/look'
import type { TestPerson, World } from './world'

export type Phone = {
  kept: Kept
  look(): Promise<Looked>
}

/** @param receiptHead as printed on the receipt, or null where only the code is known */
export const makePhone = (
  world: World,
  who: TestPerson | null,
  by: ReporterKey,
  receiptHead: string | null,
): Phone => {
  const phone: Phone = {
    kept: { case: null, root: null, receiptHead },
    look: async () => {
      const looked = await lookAtCase(
        {
          ask: (name, input) => world.get(who, name, input as never),
          breathe: async () => {},
          now: () => world.clock.now,
        },
        by,
        phone.kept,
      )
      if (looked.keep) phone.kept = { ...phone.kept, ...looked.keep }
      return looked
    },
  }
  return phone
}
