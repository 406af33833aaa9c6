/** Rules that the district or a school added: in force, with whose and why, and those that ended. */
import type { Severity } from '@contract/canteen/findings'
import type { OwnRule } from '@contract/canteen/own'
import { ruleWords } from '@contract/canteen/rules/words'
import { dateWords } from '@contract/time-words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import ListRow from '@/components/list-row'
import Tag, { type TagProps } from '@/components/tag'

const severityNames: Record<Severity, string> = { block: '必须改', warning: '建议', note: '知道就好' }
const tones: Record<Severity, TagProps['tone']> = { block: 'danger', warning: 'warning', note: 'info' }

export type OwnRulesCardProps = {
  id: string
  title: string
  sub: string
  rules: readonly OwnRule[]
  /** Null where they are somebody else's to change. */
  onOpen: ((rule: OwnRule) => void) | null
  onAdd: (() => void) | null
}

export default function OwnRulesCard({ id, title, sub, rules, onOpen, onAdd }: OwnRulesCardProps) {
  const [showsEnded, setShowsEnded] = useState(false)
  const live = rules.filter(({ retiredAt }) => retiredAt === null)
  const ended = rules.filter(({ retiredAt }) => retiredAt !== null)
  return (
    <Card id={id}>
      <View className="stack">
        <CardHead icon="clipboard" tone="canteen" title={title} sub={sub} />
        <View className="bleed">
          {live.length === 0 && <ListRow title="还没有" sub={onAdd ? '点下面的“加规则”' : ''} />}
          {live.map((one) => (
            <ListRow
              key={one.ruleId}
              id={`rule-${one.ruleId}`}
              title={ruleWords(one.rule)}
              sub={`${one.rule.document}；${one.addedBy} ${dateWords(one.addedAt)}`}
              end={<Tag tone={tones[one.rule.severity]}>{severityNames[one.rule.severity]}</Tag>}
              onPress={onOpen ? () => onOpen(one) : undefined}
            />
          ))}
          {showsEnded &&
            ended.map((one) => (
              <ListRow
                key={one.ruleId}
                title={ruleWords(one.rule)}
                sub={`${one.rule.document}；${dateWords(one.addedAt)}至${dateWords(one.retiredAt ?? one.addedAt)}，${one.retiredBy ?? ''} 停用`}
                end={<Tag>已停用</Tag>}
              />
            ))}
        </View>
        <View className="desk-acts">
          {onAdd && (
            <Button id={`${id}-add`} size="small" icon="plus" onPress={onAdd}>
              加规则
            </Button>
          )}
          {ended.length > 0 && (
            <Button id={`${id}-ended`} size="small" kind="plain" onPress={() => setShowsEnded(!showsEnded)}>
              {showsEnded ? '收起停用的' : `看停用的 ${ended.length} 条`}
            </Button>
          )}
        </View>
      </View>
    </Card>
  )
}
