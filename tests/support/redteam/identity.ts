/** Decisions on identities: the case's handler asks and opens, a custodian answers, the reporter shows or hides the name. */
import type { RoutesOf } from '../../../contract/routes'
import type { Decisions } from './decision'
import { type School, type Stage, somewhere } from './stage'

type IdentityRoute =
  | 'report.getSeal'
  | 'report.askIdentity'
  | 'report.openIdentity'
  | 'report.listIdentityRequests'
  | 'report.decideIdentity'
  | 'report.getName'
  | 'report.openName'
  | 'report.sealName'

const reason = '需要当面核实受伤经过，联系不上。'

const asked = async (stage: Stage, at: School): Promise<{ caseId: string; identityRequestId: string }> => {
  const { caseId } = await stage.taken(at)
  const { request } = await stage.get(at.people.handler, 'report.askIdentity', { caseId, reason })
  return { caseId, identityRequestId: request?.identityRequestId ?? '' }
}

export const identityDecisions: Pick<Decisions<RoutesOf<'report'>>, IdentityRoute> = {
  'report.getSeal': {
    reach: ['handler'],
    input: async (stage, at) => ({ caseId: (await stage.taken(at)).caseId }),
    ghost: () => ({ caseId: somewhere() }),
  },
  'report.askIdentity': {
    reach: ['handler'],
    input: async (stage, at) => ({ caseId: (await stage.taken(at)).caseId, reason }),
    ghost: () => ({ caseId: somewhere(), reason }),
  },
  'report.openIdentity': {
    reach: ['handler'],
    input: async (stage, at) => {
      const { caseId, identityRequestId } = await asked(stage, at)
      const decision = { identityRequestId, approve: true, answer: '' }
      await stage.get(stage.bureau.custodian, 'report.decideIdentity', decision)
      return { caseId }
    },
    ghost: () => ({ caseId: somewhere() }),
  },
  'report.listIdentityRequests': {
    reach: ['custodian'],
    input: () => ({ tab: 'waiting', cursor: null }),
  },
  'report.decideIdentity': {
    reach: ['custodian'],
    input: async (stage, at) => ({
      identityRequestId: (await asked(stage, at)).identityRequestId,
      approve: true,
      answer: '',
    }),
    ghost: () => ({ identityRequestId: somewhere(), approve: true, answer: '' }),
  },
  'report.getName': {
    reach: ['guardian'],
    input: async (stage, at) => ({ by: { caseId: (await stage.taken(at)).caseId } }),
    ghost: () => ({ by: { caseId: somewhere() } }),
  },
  'report.openName': {
    reach: ['guardian'],
    input: async (stage, at) => ({ by: { caseId: (await stage.taken(at)).caseId } }),
    ghost: () => ({ by: { caseId: somewhere() } }),
  },
  'report.sealName': {
    reach: ['guardian'],
    input: async (stage, at) => ({ by: { caseId: (await stage.taken(at)).caseId } }),
    ghost: () => ({ by: { caseId: somewhere() } }),
  },
}
