/** What a report says, sealed in its case, and who said it, sealed apart. */

import { relationNames } from '../../contract/people'
import { canonicalContent } from '../../contract/report/chain'
import type { SubmitInput } from '../../contract/report/report'
import type { Person } from '../platform/actor'
import type { Services } from '../platform/services'
import type { CaseRow } from './case-queries'
import { readerKey, type ShownName } from './chain'
import type { ChildFacts } from './people-queries'
import { place, unsealJson } from './seal'

export type CaseContent = {
  details: string
  place: string
  occurredWhen: string
  /** Absent in what was filed before they were asked. */
  since?: string
  howOften?: string
  witnesses?: string
  /** Only where the reporter opened their name; otherwise the case holds no trace of who. */
  reporter: ShownName | null
  /** Tells a retry from another report under the same request id. */
  inputDigest: string
  salt: string
}

/** Who reported, for the custodian only. */
export type Identity = {
  userId: string | null
  displayName: string
  relation: string | null
  childName: string | null
  contact: string
}

/** What was filed, as the text whose digest the first step holds: all that was said, and nothing of who said it. */
export const reportText = (
  content: CaseContent,
  kase: Pick<CaseRow, 'school_id' | 'kind' | 'acts' | 'about'>,
): string => {
  const { reporter, inputDigest, ...said } = content
  const { school_id: schoolId, kind, acts, about } = kase
  return canonicalContent({ ...said, schoolId, kind, acts, about })
}

/** @returns null where it was touched so that it does not open: one broken case must not hide the rest, nor other cases */
export const openContent = (
  services: Services,
  kase: Pick<CaseRow, 'id' | 'content_sealed' | 'data_key_wrapped' | 'key_version'>,
): CaseContent | null => {
  const key = readerKey(services, kase)
  if (key === null) return null
  try {
    return unsealJson<CaseContent>(key, place.content(kase.id), kase.content_sealed)
  } catch {
    return null
  }
}

const relationTo = (person: Person, studentId: number | null): string | null => {
  const tie = person.children.find((one) => one.studentId === studentId)
  return tie ? relationNames[tie.relation] : null
}

/** @returns null where nobody is signed in and no contact was left: then there is nothing to seal */
export const identityOf = (
  person: Person | null,
  child: ChildFacts | null,
  input: Pick<SubmitInput, 'studentId' | 'contact'>,
): Identity | null => {
  if (person === null && input.contact === '') return null
  return {
    userId: person?.userId ?? null,
    displayName: child?.guardianName || person?.displayName || '',
    relation: person && relationTo(person, input.studentId),
    childName: child?.name ?? null,
    contact: input.contact,
  }
}

/** How handlers read a reporter who opened their name: `王芳（林小满的妈妈）`. */
export const openName = (identity: Identity | null): ShownName => {
  if (identity === null) return { name: null, contact: null }
  const { displayName, relation, childName, contact } = identity
  const tie = relation === relationNames.self ? relation : `${childName}的${relation}`
  const name = childName === null ? displayName : displayName === '' ? tie : `${displayName}（${tie}）`
  return { name: name || null, contact: contact || null }
}
