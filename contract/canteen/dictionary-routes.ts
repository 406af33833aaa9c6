/** Routes of the dictionary as a whole: out to a table file, in again with a preview, earlier editions. */
import * as z from 'zod/mini'
import { done, moment, read, requestId, text, uuid, write } from '../common'

/** Bytes of a dictionary's file; five hundred foods are some sixty thousand. */
export const DICTIONARY_FILE_BYTES = 2 * 1024 * 1024
/** Lines that a preview names of each kind; their number is told in full. */
export const PREVIEW_LINES = 300

/** `problem`: the file cannot take the dictionary's place before it is mended. `note`: taken, to be looked at. */
const dictionaryMark = z.object({
  kind: z.enum(['problem', 'note']),
  /** Row as Excel counts it; null where the whole is meant. */
  row: z.nullable(z.int()),
  column: z.string(),
  says: z.string(),
})
export type DictionaryMark = z.infer<typeof dictionaryMark>

const lines = z.object({ count: z.int(), says: z.array(z.string()) })

export const dictionaryPreview = z.object({
  foodCount: z.int(),
  problems: z.int(),
  marks: z.array(dictionaryMark),
  added: lines,
  removed: lines,
  /** Foods that lose an allergen that they have now, each in a sentence. */
  lostAllergens: lines,
  changed: lines,
  /** Published menus of this week and later that would say something else, a sentence for each. */
  menus: lines,
})
export type DictionaryPreview = z.infer<typeof dictionaryPreview>

export const edition = z.object({
  edition: z.int(),
  foodCount: z.int(),
  fileName: z.string(),
  madeBy: z.string(),
  madeAt: moment,
})
export type Edition = z.infer<typeof edition>

const replaced = z.object({ edition: z.int(), checkedMenus: z.int(), toldSchools: z.int() })

export const dictionaryRoutes = {
  /** The dictionary in force as a table file, or an earlier edition of it. */
  'canteen.getDictionaryFile': read(
    z.object({ edition: z.nullable(z.int()) }),
    z.object({ fileName: z.string(), base64: z.string() }),
  ),
  'canteen.beginDictionary': write(
    z.object({
      requestId,
      fileName: text(1, 120),
      sizeBytes: z
        .int()
        .check(z.minimum(1), z.maximum(DICTIONARY_FILE_BYTES, '文件超过 2 MB，请去掉图片后再上传')),
    }),
    z.object({ draftId: uuid, chunkBytes: z.int() }),
  ),
  'canteen.putDictionaryPiece': write(
    z.object({
      requestId,
      draftId: uuid,
      index: z.int().check(z.minimum(0), z.maximum(200)),
      base64: z.string().check(z.maxLength(900_000, '这一段太大，请重新上传')),
    }),
    done,
  ),
  /** What the file would make of the dictionary; nothing is replaced yet. */
  'canteen.readDictionary': write(
    z.object({ requestId, draftId: uuid }),
    z.object({
      read: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('read'), preview: dictionaryPreview }),
        z.object({ kind: z.literal('refused'), sentence: z.string() }),
      ]),
    }),
  ),
  /** Takes a file that was read without a problem; what was in force becomes an earlier edition. */
  'canteen.replaceDictionary': write(z.object({ requestId, draftId: uuid }), replaced),
  /** Newest first; the first is in force. */
  'canteen.listEditions': read(
    z.object({}),
    z.object({
      editions: z.array(edition),
      /** Words that the bureau accepted since. */
      acceptedSince: z.int(),
    }),
  ),
  /** Puts an earlier edition in force again, as a new one; 0 is the one that comes with the program. */
  'canteen.restoreEdition': write(z.object({ requestId, edition: z.int().check(z.minimum(0)) }), replaced),
}
