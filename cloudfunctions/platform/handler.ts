/** What an operation is: its roles, and a story told with what it is handed. */
import type { Role } from '../../contract/people'
import type { FunctionName, OutputOf, ParsedInputOf, RouteName, RoutesOf } from '../../contract/routes'
import type { Actor } from './actor'
import type { Database, DatabaseRole, Queryable } from './database'
import type { Caller, Services } from './services'

export type Context = {
  actor: Actor
  caller: Caller
  /** This request's transaction, already wearing the function's role and the actor's settings. */
  db: Queryable
  now: Date
  requestId: string
  services: Services
  /** Runs `work` as anxin_identity within this transaction (codes, sessions), then takes the function's role again. */
  asIdentity: <T>(work: (db: Queryable) => Promise<T>) => Promise<T>
  /** Runs after the commit, outside the transaction; not at all if the transaction fails. */
  afterCommit: (work: (database: Database) => Promise<void>) => void
}

export type Handler<N extends RouteName> = {
  /** Any one of these is enough. */
  roles: readonly Role[]
  /** What a signed-in person without any of these roles is told, where `role.forbidden` would give something away. */
  hideFrom?: 'record.not_found'
  /** `natural`: doing it twice is the same as once (pieces of a file), so no ledger row is kept. */
  replay?: 'natural'
  run(context: Context, input: ParsedInputOf<N>): Promise<OutputOf<N>>
}

/** A route without a handler does not compile. */
export type Handlers<F extends FunctionName> = { [K in RoutesOf<F>]: Handler<K> }

export type FunctionDefinition<F extends FunctionName> = {
  name: F
  databaseRole: DatabaseRole
  /** Another name for the owner of ledger rows and uploads, where a user's id beside a time would tell who acted. */
  ownerKey?: (actor: Actor, services: Services) => string
  handlers: Handlers<F>
}

/** Any one of the program's functions, for a host that serves them all. */
export type AnyFunction = { [F in FunctionName]: FunctionDefinition<F> }[FunctionName]
