/** What a request says, sealed under a data key of its own: the reason, and the custodian's answer. */
import type { Services } from '../../platform/services'
import { newDataKey, openDataKey, place, seal, unseal } from '../seal'
import type { RequestRow } from './queries'

type Keyed = Pick<RequestRow, 'id' | 'data_key_wrapped' | 'key_version'>

const keyOf = (services: Services, { id, data_key_wrapped, key_version }: Keyed): Buffer =>
  openDataKey(services, place.identityRequestKey(id), { wrapped: data_key_wrapped, version: key_version })

export const sealReason = (
  services: Services,
  id: string,
  reason: string,
): Keyed & { reason_sealed: Buffer } => {
  const { key, wrapped, version } = newDataKey(services, place.identityRequestKey(id))
  return {
    id,
    reason_sealed: seal(key, place.identityReason(id), Buffer.from(reason)),
    data_key_wrapped: wrapped,
    key_version: version,
  }
}

export const sealAnswer = (services: Services, request: Keyed, answer: string): Buffer =>
  seal(keyOf(services, request), place.identityAnswer(request.id), Buffer.from(answer))

export const openWords = (services: Services, request: RequestRow): { reason: string; answer: string } => {
  const key = keyOf(services, request)
  const read = (where: string, sealed: Buffer) => unseal(key, where, sealed).toString('utf8')
  return {
    reason: read(place.identityReason(request.id), request.reason_sealed),
    answer:
      request.answer_sealed === null ? '' : read(place.identityAnswer(request.id), request.answer_sealed),
  }
}
