/** Decisions on the dictionary as a whole: the bureau's officers and the operator replace it, each with a file of their own. */
import type { dictionaryRoutes } from '../../../contract/canteen/dictionary-routes'
import type { Decisions, Reach } from './decision'
import { type Caller, type Stage, somewhere } from './stage'

const keepers: readonly Reach[] = ['bureau_officer', 'operator']
/** The caller, or for those who may not somebody who may. */
const ownerOf = (stage: Stage, { role, person }: Caller) =>
  (role === 'bureau_officer' || role === 'operator') && person ? person : stage.bureau.operator

const begun = async (stage: Stage, caller: Caller, bytes: Buffer) => {
  const input = { fileName: '词典.xlsx', sizeBytes: bytes.length }
  return stage.get(ownerOf(stage, caller), 'canteen.beginDictionary', input)
}
const sent = async (stage: Stage, caller: Caller): Promise<string> => {
  const owner = ownerOf(stage, caller)
  const { base64 } = await stage.get(owner, 'canteen.getDictionaryFile', { edition: null })
  const bytes = Buffer.from(base64, 'base64')
  const { draftId, chunkBytes } = await begun(stage, caller, bytes)
  for (let index = 0; index * chunkBytes < bytes.length; index += 1)
    await stage.get(owner, 'canteen.putDictionaryPiece', {
      draftId,
      index,
      base64: bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes).toString('base64'),
    })
  return draftId
}

export const dictionaryDecisions: Decisions<keyof typeof dictionaryRoutes> = {
  'canteen.getDictionaryFile': { reach: keepers, input: () => ({ edition: null }) },
  'canteen.beginDictionary': { reach: keepers, input: () => ({ fileName: '词典.xlsx', sizeBytes: 4 }) },
  'canteen.putDictionaryPiece': {
    reach: keepers,
    input: async (stage, _, caller) => ({
      draftId: (await begun(stage, caller, Buffer.alloc(4))).draftId,
      index: 0,
      base64: 'AAAAAA==',
    }),
    ghost: () => ({ draftId: somewhere(), index: 0, base64: 'AAAAAA==' }),
  },
  'canteen.readDictionary': {
    reach: keepers,
    input: async (stage, _, caller) => ({ draftId: await sent(stage, caller) }),
    ghost: () => ({ draftId: somewhere() }),
  },
  'canteen.replaceDictionary': {
    reach: keepers,
    input: async (stage, _, caller) => {
      const draftId = await sent(stage, caller)
      await stage.get(ownerOf(stage, caller), 'canteen.readDictionary', { draftId })
      return { draftId }
    },
    ghost: () => ({ draftId: somewhere() }),
  },
  'canteen.listEditions': { reach: keepers, input: () => ({}) },
  'canteen.restoreEdition': { reach: keepers, input: () => ({ edition: 0 }) },
}
