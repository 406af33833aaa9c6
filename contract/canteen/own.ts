/** Routes of what the district and the schools add themselves: words of the dictionary, and rules. */
import * as z from 'zod/mini'
import { done, id, moment, read, requestId, text, uuid, write } from '../common'
import { foodRow } from './food-row'
import { ownWord, schoolWord, wordMeaning } from './own-words'
import { ruleOrder, ruleRow } from './rules/rule'

/**
 * `waiting`: counts at that school alone, and nothing with it is safe. `kept`: looked at, counts at that school alone.
 * `accepted`: counts in the district. `refused`: counts nowhere.
 */
export const wordStates = ['waiting', 'kept', 'accepted', 'refused'] as const
export type WordState = (typeof wordStates)[number]

const taughtWord = z.object({
  schoolId: id,
  schoolName: z.string(),
  ...ownWord.shape,
  version: z.int(),
  state: z.enum(wordStates),
  taughtBy: z.string(),
  taughtAt: moment,
  /** What the bureau said to a refusal; empty otherwise. */
  reason: z.string(),
  decidedBy: z.nullable(z.string()),
  decidedAt: z.nullable(moment),
})
export type TaughtWord = z.infer<typeof taughtWord>

export const ownRule = z.object({
  ruleId: uuid,
  rule: ruleRow,
  addedBy: z.string(),
  addedAt: moment,
  retiredBy: z.nullable(z.string()),
  retiredAt: z.nullable(moment),
  /** The rule that this one took the place of. */
  replaces: z.nullable(uuid),
})
export type OwnRule = z.infer<typeof ownRule>

/** Null is the district. */
const owner = z.object({ schoolId: z.nullable(id) })
const version = z.int().check(z.minimum(0))

export const ownRoutes = {
  /** What menus are checked with, beside what comes with the program; without a school what holds in the whole district. */
  'canteen.getOwn': read(
    owner,
    z.object({
      /** The district's edition of the dictionary; null where the one of the program is in force. */
      foods: z.nullable(z.array(foodRow)),
      district: z.array(ownWord),
      school: z.array(schoolWord),
      rules: z.array(ruleRow),
    }),
  ),
  /** Counts at once for the school's own menus. `version` is the one it was made on, 0 for a word not taught before. */
  'canteen.teachWord': write(
    z.object({ requestId, schoolId: id, version, ...ownWord.shape }),
    z.object({ version: z.int() }),
  ),
  /** A school's words, or for the bureau those of all schools; waiting ones first, then the newest. */
  'canteen.listWords': read(owner, z.object({ words: z.array(taughtWord) })),
  /** Accepted, as it was taught or changed, it counts for the whole district; kept, for that school; refused, nowhere. */
  'canteen.decideWord': write(
    z.object({
      requestId,
      schoolId: id,
      word: text(1, 40),
      version,
      decision: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('accept'), for: z.enum(['district', 'school']), meaning: wordMeaning }),
        z.object({ kind: z.literal('refuse'), reason: text(2, 200) }),
      ]),
    }),
    done,
  ),
  /** Rules in force first, then the retired ones. */
  'canteen.listRules': read(owner, z.object({ rules: z.array(ownRule) })),
  /** A changed rule takes the place of the old one, which stays readable with its dates. */
  'canteen.saveRule': write(
    z.object({ requestId, ...owner.shape, replaces: z.nullable(uuid), rule: ruleOrder }),
    z.object({ ruleId: uuid }),
  ),
  'canteen.retireRule': write(z.object({ requestId, ...owner.shape, ruleId: uuid }), done),
}
