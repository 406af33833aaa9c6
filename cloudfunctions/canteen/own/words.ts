/** Unknown words: a canteen manager says what one is, the bureau looks at it before it counts in the district. */
import {
  districtDictionary,
  problemOfEntry,
  problemOfMeaning,
  schoolDictionary,
} from '../../../contract/canteen/own-words'
import { tidyWord } from '../../../contract/canteen/tidy-word'
import type { InputOf } from '../../../contract/routes'
import { type Actor, holdsRoleAt } from '../../platform/actor'
import type { Queryable } from '../../platform/database'
import { AppError, notFound, refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { notify } from '../../platform/notices'
import { isBureau, keepsMenus, personOf, requireKeeper, workingName } from '../policy'
import { findFoods, getDistrictDictionary } from './dictionary'
import { listRulesInForce } from './rule-queries'
import {
  decideTaughtWord,
  listDistrictWords,
  listSchoolWords,
  listTaughtWords,
  lockTaughtWord,
  saveDistrictWord,
  saveTaughtWord,
} from './word-queries'

const MOST = 500
/** The bureau's, or a canteen manager's for the own school. */
const readsWords = (actor: Actor, schoolId: number | null): boolean =>
  isBureau(actor) || (schoolId !== null && keepsMenus(actor, schoolId))

export const getOwn: Handler<'canteen.getOwn'> = {
  roles: ['canteen_manager', 'bureau_officer', 'operator'],
  async run({ actor, db }, { schoolId }) {
    // Who replaces the dictionary may look at it.
    const isOperators = schoolId === null && holdsRoleAt(actor, 'operator', null)
    if (!isOperators && !readsWords(actor, schoolId)) throw notFound()
    return {
      foods: await findFoods(db),
      district: await listDistrictWords(db),
      school: schoolId === null ? [] : await listSchoolWords(db, schoolId),
      rules: await listRulesInForce(db, schoolId),
    }
  },
}

export const teachWord: Handler<'canteen.teachWord'> = {
  roles: ['canteen_manager'],
  async run({ actor, db, now }, { schoolId, version, word: typed, meaning }) {
    const person = requireKeeper(actor, schoolId)
    const word = tidyWord(typed)
    if (word === '') throw refuseField('word', '请写出这个词')
    const others = (await listSchoolWords(db, schoolId)).filter((one) => one.word !== word)
    const dictionary = schoolDictionary(await getDistrictDictionary(db), others)
    const problem = problemOfMeaning(word, meaning, dictionary)
    if (problem !== undefined) throw refuseField('meaning', problem)
    const saved = await saveTaughtWord(
      db,
      {
        schoolId,
        word,
        version,
        meaning,
        taughtBy: person.userId,
        taughtByName: workingName(person, schoolId),
      },
      now,
    )
    if (saved === undefined) throw new AppError('record.changed')
    return { version: saved }
  },
}

export const listWords: Handler<'canteen.listWords'> = {
  roles: ['canteen_manager', 'bureau_officer'],
  async run({ actor, db }, { schoolId }) {
    if (!readsWords(actor, schoolId)) throw notFound()
    return {
      words: (await listTaughtWords(db, schoolId, MOST)).map((row) => ({
        schoolId: row.school_id,
        schoolName: row.school_name,
        word: row.word,
        meaning: row.meaning,
        version: row.version,
        state: row.state,
        taughtBy: row.taught_by_name,
        taughtAt: row.taught_at.toISOString(),
        reason: row.reason,
        decidedBy: row.decided_by_name,
        decidedAt: row.decided_at?.toISOString() ?? null,
      })),
    }
  },
}

export const decideWord: Handler<'canteen.decideWord'> = {
  roles: ['bureau_officer'],
  async run({ actor, db, now }, { schoolId, word, version, decision }) {
    const person = personOf(actor)
    const row = await lockTaughtWord(db, schoolId, word)
    if (!row) throw notFound()
    if (row.version !== version || row.state !== 'waiting') throw new AppError('record.changed')
    if (decision.kind === 'accept') {
      const problem = await problemOfDecision(db, schoolId, word, decision)
      if (problem !== undefined) throw refuseField('meaning', problem)
      if (decision.for === 'district')
        await saveDistrictWord(db, { word, meaning: decision.meaning }, person.userId, now)
    }
    await decideTaughtWord(
      db,
      {
        schoolId,
        word,
        state: stateAfter(decision),
        meaning: decision.kind === 'accept' ? decision.meaning : null,
        reason: decision.kind === 'accept' ? '' : decision.reason,
        decidedBy: person.userId,
        decidedByName: workingName(person, null),
      },
      now,
    )
    const link = '/packages/desk/pages/food-book/index'
    await notify(
      db,
      { userId: row.taught_by, kind: 'menu', ...wordsOf(word, decision), link, templateKey: null },
      now,
    )
    return { done: true }
  },
}

type Decision = InputOf<'canteen.decideWord'>['decision']
type Accepted = Extract<Decision, { kind: 'accept' }>

/** A word for the district may replace what the district's dictionary says of it; a school's may not. */
const problemOfDecision = async (db: Queryable, schoolId: number, word: string, decision: Accepted) => {
  if (decision.for === 'district') {
    const others = (await listDistrictWords(db)).filter((one) => one.word !== word)
    return problemOfEntry(word, decision.meaning, districtDictionary(await findFoods(db), others))
  }
  const others = (await listSchoolWords(db, schoolId)).filter((one) => one.word !== word)
  return problemOfMeaning(word, decision.meaning, schoolDictionary(await getDistrictDictionary(db), others))
}

const stateAfter = (decision: Decision): 'accepted' | 'kept' | 'refused' =>
  decision.kind === 'refuse' ? 'refused' : decision.for === 'district' ? 'accepted' : 'kept'

const wordsOf = (word: string, decision: Decision): { title: string; body: string } => {
  if (decision.kind === 'refuse')
    return {
      title: `“${word}”没有收进词典`,
      body: `教育局说：${decision.reason} 这个词在您学校的食谱里也不再算数，可以改好再提交。`,
    }
  return decision.for === 'district'
    ? { title: `“${word}”已收进全区词典`, body: '教育局看过了，全区的食谱都认得这个词了。' }
    : { title: `“${word}”审核过了`, body: '教育局看过了，这个词在您学校的食谱里算数。' }
}
