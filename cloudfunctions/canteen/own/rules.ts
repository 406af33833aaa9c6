/** Rules as data: the bureau's for the district, a school's for itself; added, changed, retired, with who and when. */
import { randomUUID } from 'node:crypto'
import { problemOfRule, withFoods } from '../../../contract/canteen/rules/order'
import type { RuleOrder, RuleRow } from '../../../contract/canteen/rules/rule'
import type { Actor, Person } from '../../platform/actor'
import { AppError, notFound, refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { keepsRules, personOf, readsRules, workingName } from '../policy'
import { dictionaryOf, getDistrictDictionary } from './dictionary'
import { countRulesInForce, insertRule, listOwnRules, type Retired, retireRuleRow } from './rule-queries'

const SHOWN = 300
/** Far more than anybody asks for, and few enough for every keystroke. */
const IN_FORCE = 60

const requireRuleKeeper = (actor: Actor, schoolId: number | null): Person => {
  if (!keepsRules(actor, schoolId)) throw notFound()
  return personOf(actor)
}

const requireSense = (rule: RuleOrder): void => {
  const problem = problemOfRule(rule)
  if (problem !== undefined) throw refuseField('rule', problem)
}

const requireRetired = (found: Retired): void => {
  if (found === 'missing') throw notFound()
  if (found === 'already') throw new AppError('record.changed')
}

export const listRules: Handler<'canteen.listRules'> = {
  roles: ['canteen_manager', 'school_admin', 'bureau_officer'],
  async run({ actor, db }, { schoolId }) {
    if (!readsRules(actor, schoolId)) throw notFound()
    return {
      rules: (await listOwnRules(db, schoolId, SHOWN)).map((row) => ({
        ruleId: row.id,
        rule: row.rule,
        addedBy: row.added_by_name,
        addedAt: row.added_at.toISOString(),
        retiredBy: row.retired_by_name,
        retiredAt: row.retired_at?.toISOString() ?? null,
        replaces: row.replaces,
      })),
    }
  },
}

export const saveRule: Handler<'canteen.saveRule'> = {
  roles: ['canteen_manager', 'school_admin', 'bureau_officer'],
  async run({ actor, db, now }, { schoolId, replaces, rule: order }) {
    const person = requireRuleKeeper(actor, schoolId)
    requireSense(order)
    const name = workingName(person, schoolId)
    if (replaces !== null)
      requireRetired(
        await retireRuleRow(
          db,
          { id: replaces, schoolId, retiredBy: person.userId, retiredByName: name },
          now,
        ),
      )
    if ((await countRulesInForce(db, schoolId)) >= IN_FORCE)
      throw refuseField('rule', `最多 ${IN_FORCE} 条规则，请先停用不再需要的`)
    const id = randomUUID()
    const layer = schoolId === null ? 'district' : 'school'
    const dictionary = await (schoolId === null ? getDistrictDictionary(db) : dictionaryOf(db, schoolId))
    const rule: RuleRow = { ...withFoods(order, dictionary), layer, ruleId: `${layer}.${id}` }
    await insertRule(db, { id, schoolId, rule, replaces, addedBy: person.userId, addedByName: name }, now)
    return { ruleId: id }
  },
}

export const retireRule: Handler<'canteen.retireRule'> = {
  roles: ['canteen_manager', 'school_admin', 'bureau_officer'],
  async run({ actor, db, now }, { schoolId, ruleId }) {
    const person = requireRuleKeeper(actor, schoolId)
    const retiredByName = workingName(person, schoolId)
    requireRetired(
      await retireRuleRow(db, { id: ruleId, schoolId, retiredBy: person.userId, retiredByName }, now),
    )
    return { done: true }
  },
}
