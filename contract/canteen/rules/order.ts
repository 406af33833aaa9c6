/** A rule as a person orders it: what stands against it, and which foods of the dictionary its words mean. */
import type { Dictionary } from '../dictionary'
import { matchWord } from '../match-word'
import type { RuleOrder } from './rule'

/** Why a rule cannot be ordered like this, in a sentence; undefined where it can. */
export const problemOfRule = (rule: RuleOrder): string | undefined => {
  if (rule.kind === 'day_without')
    return rule.groups.length + rule.meats.length + rule.words.length + rule.foodKeys.length === 0
      ? '请选不安排哪一类食物，或写出食物的名字'
      : undefined
  if (!('from' in rule)) return undefined
  if (rule.from === null && rule.to === null) return '请填下限或上限，至少一个'
  return rule.from !== null && rule.to !== null && rule.from > rule.to ? '下限比上限大，请核对' : undefined
}

/** The rule with the foods that its words surely mean, so that 土豆 bans 马铃薯 too. */
export const withFoods = (rule: RuleOrder, dictionary: Dictionary): RuleOrder => {
  if (rule.kind !== 'banned_food' && rule.kind !== 'day_without') return rule
  const keys = rule.words.flatMap((word) => {
    const match = matchWord(dictionary, word)
    return match.kind === 'exact' || match.kind === 'synonym' ? [match.food.key] : []
  })
  return { ...rule, foodKeys: [...new Set([...rule.foodKeys, ...keys])].slice(0, 60) }
}
