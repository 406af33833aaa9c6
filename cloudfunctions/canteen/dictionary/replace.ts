/** Replacing the district's dictionary: read with a preview, then taken; what was in force stays as an earlier edition. */

import { makeDictionary, programFoods } from '../../../contract/canteen/dictionary'
import { dictionaryChanges } from '../../../contract/canteen/dictionary-changes'
import {
  type DictionaryMark,
  type DictionaryPreview,
  PREVIEW_LINES,
} from '../../../contract/canteen/dictionary-routes'
import type { Food } from '../../../contract/canteen/food'
import { problemOfEntry } from '../../../contract/canteen/own-words'
import type { OutputOf } from '../../../contract/routes'
import type { Queryable } from '../../platform/database'
import { AppError, notFound, refuseField } from '../../platform/errors'
import type { Context, Handler } from '../../platform/handler'
import { notify } from '../../platform/notices'
import { listKeepers } from '../bureau/queries'
import { getDistrictDictionary } from '../own/dictionary'
import { getDistrictStamp, listDistrictWords } from '../own/word-queries'
import { personOf, workingName } from '../policy'
import {
  dropDistrictWords,
  dropDrafts,
  findDraftOf,
  findEdition,
  insertEdition,
  keepFoods,
  listEditionRows,
  saveRecheck,
} from './queries'
import { readDictionaryFile } from './read-dictionary'
import { type Rechecked, recheckMenus } from './recheck'
import { takePieces } from './upload'
import { writeDictionary } from './write-dictionary'

const EDITIONS = 50
const someOf = (says: readonly string[]) => ({ count: says.length, says: says.slice(0, PREVIEW_LINES) })

export const getDictionaryFile: Handler<'canteen.getDictionaryFile'> = {
  roles: ['bureau_officer', 'operator'],
  async run({ db }, { edition }) {
    const foods = edition === null ? (await getDistrictDictionary(db)).foods : await foodsOf(db, edition)
    const bytes = await writeDictionary(foods)
    const name = edition === null ? '食物词典.xlsx' : `食物词典 第${edition}版.xlsx`
    return { fileName: name, base64: bytes.toString('base64') }
  },
}

/** @param edition 0 is what comes with the program. @throws AppError `record.not_found` */
const foodsOf = async (db: Queryable, edition: number): Promise<readonly Food[]> => {
  if (edition === 0) return programFoods()
  const found = await findEdition(db, edition)
  if (!found) throw notFound()
  return found.foods
}

export const readDictionary: Handler<'canteen.readDictionary'> = {
  roles: ['bureau_officer', 'operator'],
  async run(context, { draftId }) {
    const { actor, db, now } = context
    const draft = await findDraftOf(db, personOf(actor).userId, draftId)
    if (!draft) throw notFound()
    const read = await readDictionaryFile(await takePieces(context, draft))
    if (read.kind === 'refused') return { read }
    const current = await getDistrictDictionary(db)
    const changes = dictionaryChanges(current.foods, read.foods)
    const marks = [...read.marks, ...suspicions(read.foods, new Set(changes.added), current)]
    const problems = marks.filter(({ kind }) => kind === 'problem').length
    if (problems === 0) await keepFoods(db, draftId, await getDistrictStamp(db), read.foods)
    const menus = problems === 0 ? await recheckMenus(db, makeDictionary(read.foods), now) : []
    const preview: DictionaryPreview = {
      foodCount: read.foods.length,
      problems,
      marks: marks.slice(0, PREVIEW_LINES),
      added: someOf(changes.added),
      removed: someOf(changes.removed),
      lostAllergens: someOf(changes.lostAllergens),
      changed: someOf(changes.changed),
      menus: someOf(menus.filter(({ grave }) => grave.length > 0).map(({ says }) => says)),
    }
    return { read: { kind: 'read', preview } }
  },
}

/** New foods whose name speaks of an allergen that the table does not give them. */
const suspicions = (
  foods: readonly Food[],
  added: ReadonlySet<string>,
  current: Parameters<typeof problemOfEntry>[2],
): DictionaryMark[] =>
  foods.flatMap((food) => {
    if (!added.has(food.key) || food.hasUnknownAllergens) return []
    const { group, meat, contains, mayContain } = food
    const allergens = { contains: [...contains], mayContain: [...mayContain] }
    const says = problemOfEntry(food.key, { kind: 'food', group, meat, allergens, figures: null }, current)
    return says === undefined ? [] : [{ kind: 'note' as const, row: null, column: '', says }]
  })

export const replaceDictionary: Handler<'canteen.replaceDictionary'> = {
  roles: ['bureau_officer', 'operator'],
  async run(context, { draftId }) {
    const { actor, db } = context
    const { userId } = personOf(actor)
    const draft = await findDraftOf(db, userId, draftId)
    if (!draft) throw notFound()
    if (draft.foods === null) throw refuseField('draftId', '这份表格还有要改的地方，改好后再上传')
    // A word that was accepted meanwhile, or another file, would be lost without having been seen.
    if (draft.stamp !== (await getDistrictStamp(db))) throw new AppError('record.changed')
    const made = await putInForce(context, draft.foods, draft.file_name)
    await dropDrafts(db, userId)
    return made
  },
}

export const restoreEdition: Handler<'canteen.restoreEdition'> = {
  roles: ['bureau_officer', 'operator'],
  async run(context, { edition }) {
    const foods = await foodsOf(context.db, edition)
    return putInForce(context, foods, edition === 0 ? '程序自带的词典' : `恢复第 ${edition} 版`)
  },
}

const putInForce = async (
  { actor, db, now }: Context,
  foods: readonly Food[],
  fileName: string,
): Promise<OutputOf<'canteen.replaceDictionary'>> => {
  const person = personOf(actor)
  const whose = { madeBy: person.userId, madeByName: workingName(person, null) }
  const newest = (await listEditionRows(db, 1))[0]?.edition ?? 0
  const accepted = await listDistrictWords(db)
  let next = newest + 1
  // What is in force now and stands in no edition yet is kept as one.
  if (newest === 0 || accepted.length > 0) {
    const kept = { edition: next, foods: (await getDistrictDictionary(db)).foods, fileName: '替换前的词典' }
    if (!(await insertEdition(db, { ...kept, ...whose }, now))) throw new AppError('record.changed')
    next += 1
  }
  if (!(await insertEdition(db, { edition: next, foods, fileName, ...whose }, now)))
    throw new AppError('record.changed')
  await dropDistrictWords(db)
  const checked = await recheckMenus(db, makeDictionary(foods), now)
  for (const one of checked) await saveRecheck(db, one, now)
  return { edition: next, checkedMenus: checked.length, toldSchools: await tell(db, checked, now) }
}

/** Canteens whose published menu says something new that should be mended hear of it once. */
const tell = async (db: Queryable, checked: readonly Rechecked[], now: Date): Promise<number> => {
  const schools = new Map<number, string>()
  for (const { schoolId, grave, weekStartsOn } of checked)
    if (grave.length > 0 && !schools.has(schoolId)) schools.set(schoolId, weekStartsOn)
  for (const [schoolId, weekStartsOn] of schools)
    for (const userId of await listKeepers(db, schoolId))
      await notify(
        db,
        {
          userId,
          kind: 'menu',
          title: '食物词典换了，请看看食谱',
          body: '教育局更新了食物词典，已公布的食谱重新检查过，有新的提示。请打开食谱看一看，需要时更正。',
          link: `/packages/desk/pages/menu/index?week=${weekStartsOn}`,
          templateKey: null,
        },
        now,
      )
  return schools.size
}

export const listEditions: Handler<'canteen.listEditions'> = {
  roles: ['bureau_officer', 'operator'],
  async run({ db }) {
    return {
      editions: (await listEditionRows(db, EDITIONS)).map((row) => ({
        edition: row.edition,
        foodCount: row.food_count,
        fileName: row.file_name,
        madeBy: row.made_by_name,
        madeAt: row.made_at.toISOString(),
      })),
      acceptedSince: (await listDistrictWords(db)).length,
    }
  },
}
