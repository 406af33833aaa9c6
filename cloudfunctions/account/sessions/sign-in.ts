/** Signing in without a phone: the demo's people from a list, and a terminal's one-time link. */
import { isBureauRole, roleNames, type StaffRole, staffRoles } from '../../../contract/people'
import { demoPeople } from '../../database/seeds/demo-people'
import { AppError, notFound } from '../../platform/errors'
import type { Context, Handler } from '../../platform/handler'
import { hashSecret } from '../../platform/identity'
import { beginSession } from './assemble-me'
import { addBureauPerson, findDemoUser, findOperator, listDemoKeys, takeSignInLink } from './queries'

/** Anywhere but on the demo store these two do not exist. */
const onlyOnDemo = ({ services }: Context): void => {
  if (!services.isDemo) throw new AppError('route.not_found')
}

export const listDemoPeople: Handler<'account.listDemoPeople'> = {
  roles: ['anyone'],
  async run(context) {
    onlyOnDemo(context)
    const present = await context.asIdentity(listDemoKeys)
    const people = demoPeople
      .filter((person) => present.has(person.key))
      .map(({ key, name, roleName, note }) => ({ personKey: key, name, roleName, note }))
    return { people }
  },
}

export const signInDemo: Handler<'account.signInDemo'> = {
  roles: ['anyone'],
  async run(context, { personKey }) {
    onlyOnDemo(context)
    const userId = await context.asIdentity((db) => findDemoUser(db, personKey))
    if (!userId) throw notFound()
    return beginSession(context, userId, context.caller.clientLabel)
  },
}

export const signInWithLink: Handler<'account.signInWithLink'> = {
  roles: ['anyone'],
  async run(context, { secret }) {
    const { asIdentity, caller, now } = context
    const userId = await asIdentity(async (db) => {
      const role = bureauRole(await takeSignInLink(db, hashSecret(secret), now))
      if (!role) throw new AppError('sign_in.link_used')
      // A lost operator comes back as who they were; any other link makes a new person of the bureau.
      const before = role === 'operator' ? await findOperator(db) : undefined
      return before ?? addBureauPerson(db, role, roleNames[role], now)
    })
    return beginSession(context, userId, caller.clientLabel)
  },
}

const bureauRole = (role: string | undefined): StaffRole | undefined =>
  staffRoles.find((each) => each === role && isBureauRole(each))
