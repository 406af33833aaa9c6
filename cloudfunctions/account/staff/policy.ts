/** Who may give, see and end posts. */
import { isBureauRole, type StaffRole } from '../../../contract/people'
import { type Actor, holdsRoleAt } from '../../platform/actor'
import { canRunRosters } from '../rosters/policy'

/** A school's staff: its admin or the bureau. The bureau's own (null): the bureau. */
export const canSeeStaff = canRunRosters

/**
 * A school's admin gives that school's roles. The bureau gives its own, and a school its first admin;
 * an operator is made by an operator only.
 */
export const canInvite = (
  actor: Actor,
  role: StaffRole,
  schoolId: number | null,
  schoolHasAdmin: boolean,
): boolean => {
  if (schoolId === null)
    return (
      isBureauRole(role) &&
      (role !== 'operator' || holdsRoleAt(actor, 'operator', null)) &&
      canSeeStaff(actor, null)
    )
  if (isBureauRole(role)) return false
  if (holdsRoleAt(actor, 'school_admin', schoolId)) return true
  return role === 'school_admin' && !schoolHasAdmin && canSeeStaff(actor, null)
}
