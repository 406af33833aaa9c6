/**
 * What the red-team suite must be told of each route: whom it lets through, and how it is called.
 *
 * A new route does not compile until its decision stands in one of the maps beside this file. Everybody who is not
 * named by `reach` must be refused, change nothing, and hear the same as if the thing aimed at did not exist.
 */
import type { RouteName } from '../../../contract/routes'
import type { BureauCast, Caller, Cast, LooseInput, School, Stage } from './stage'

/** Who gets through: somebody of the school that is aimed at, `any …` of whichever school, the bureau's people, or all. */
export type Reach = 'everybody' | 'signed_in' | Cast | `any ${Cast}` | BureauCast

export type Decision<N extends RouteName> = {
  reach: readonly Reach[]
  /** A valid call aimed at that school. Made anew for each caller who gets through, so that nobody meets what another left. */
  input: (stage: Stage, at: School, caller: Caller) => LooseInput<N> | Promise<LooseInput<N>>
  /** The same call aimed at nothing; without it the route aims at nothing but the caller. */
  ghost?: (stage: Stage, at: School) => LooseInput<N>
  /** True where trying it would take the stage apart; its own tests say who may. */
  leave?: true
}
export type Decisions<N extends RouteName> = { [K in N]: Decision<K> }

/** True where the decision lets this caller through to things of that school. */
export const mayReach = (reach: readonly Reach[], caller: Caller, at: School): boolean =>
  reach.some((one) => {
    if (one === 'everybody') return true
    if (one === 'signed_in') return caller.person !== null
    if (one.startsWith('any ')) return caller.role === one.slice(4)
    return caller.role === one && (caller.at === null || caller.at === at.X)
  })

/** A school that does not exist. */
export const nowhere = 2_000_000_000
