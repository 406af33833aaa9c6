/** Rounds of the term: planned, published, open, closed, drawn, and what the office can do with each. */

import { phaseOf } from '@contract/course/fit'
import type { OfficeRound } from '@contract/course/office'
import { roundKindNames } from '@contract/course/words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Dialog from '@/components/dialog'
import EmptyState from '@/components/empty-state'
import Notice from '@/components/notice'
import Tag, { type TagProps } from '@/components/tag'
import { useDeed } from '../use-deed'
import DrawSheet from './draw-sheet'
import { typedMoment } from './moments'
import RoundForm from './round-form'

export type RoundsCardProps = {
  schoolId: number
  termId: number
  rounds: readonly OfficeRound[]
  /** The server's clock. */
  now: string
  nameOf: (courseId: number) => string
  onChanged: () => void
}

const stateOf = (round: OfficeRound, now: number): { tone: TagProps['tone']; words: string } => {
  if (!round.isPublished) return { tone: 'quiet', words: '还没公布' }
  const phase = phaseOf(round, now)
  if (phase === 'before') return { tone: 'info', words: '已公布，等开始' }
  if (phase === 'open') return { tone: 'ok', words: '正在进行' }
  if (round.kind !== 'wishes') return { tone: 'quiet', words: '已结束' }
  return round.drawnAt ? { tone: 'ok', words: '已摇号' } : { tone: 'warning', words: '已截止，等摇号' }
}

export default function RoundsCard(props: RoundsCardProps) {
  const { schoolId, termId, rounds, now, nameOf, onChanged } = props
  const [editing, setEditing] = useState<OfficeRound | 'new' | null>(null)
  const [drawing, setDrawing] = useState<OfficeRound | null>(null)
  const [asking, setAsking] = useState<{ round: OfficeRound; what: 'publish' | 'close' | 'remove' } | null>(
    null,
  )
  const deed = useDeed()
  const at = Date.parse(now)
  const routes = {
    publish: 'course.publishRound',
    close: 'course.closeRound',
    remove: 'course.removeRound',
  } as const
  const confirm = async () => {
    if (!asking) return
    const { round, what } = asking
    const isDone = await deed.run(`${what} ${round.roundId}`, async (requestId) => {
      await call(routes[what], { requestId, schoolId, roundId: round.roundId })
    })
    setAsking(null)
    if (isDone) onChanged()
  }
  return (
    <Card id="rounds">
      <View className="stack">
        <CardHead
          icon="calendar-check"
          tone="courses"
          title="选课轮次"
          sub="公布后规则不能再改，只能改截止时间"
        />
        {deed.problem && (
          <Notice id="round-problem" tone="warning">
            {Object.values(deed.problem.fields)[0] ?? deed.problem.message}
          </Notice>
        )}
        {rounds.length === 0 && (
          <EmptyState icon="calendar" title="还没有轮次">
            一般先“填志愿，再摇号”，再“先到先得”补剩下的名额，最后留一周退改选。
          </EmptyState>
        )}
        {rounds.map((round) => {
          const state = stateOf(round, at)
          const phase = phaseOf(round, at)
          return (
            <View key={round.roundId} id={`round-${round.roundId}`} className="round-row">
              <View className="round-row__words">
                <View className="round-row__name">
                  <View className="strong">{`${round.name}：${roundKindNames[round.kind]}`}</View>
                  <Tag tone={state.tone}>{state.words}</Tag>
                </View>
                <View className="sub">{`${typedMoment(round.opensAt)} 至 ${typedMoment(round.closesAt)}`}</View>
                <View className="note">
                  {round.kind === 'wishes'
                    ? `最多 ${round.mostWishes} 个志愿，每人最多录取 ${round.mostPlaces} 门，已有 ${round.lists} 个孩子填了志愿`
                    : `每人最多 ${round.mostPlaces} 门，候补确认时限 ${round.offerHours} 小时`}
                </View>
                {round.commitment && <View className="note hash">{`密封码 ${round.commitment}`}</View>}
                {round.inputsHash && <View className="note hash">{`名单码 ${round.inputsHash}`}</View>}
                {round.drawnAt && (
                  <View className="note">{`公开号码 ${round.publicNumber?.digits ?? ''}；${round.checks} 部手机重算过，${round.agreeing} 部一致`}</View>
                )}
              </View>
              <View className="round-row__acts">
                {!round.isPublished && (
                  <Button
                    id={`round-${round.roundId}-publish`}
                    size="small"
                    onPress={() => setAsking({ round, what: 'publish' })}
                  >
                    公布
                  </Button>
                )}
                {round.isPublished && phase === 'open' && (
                  <Button
                    id={`round-${round.roundId}-close`}
                    size="small"
                    kind="outline"
                    onPress={() => setAsking({ round, what: 'close' })}
                  >
                    现在截止
                  </Button>
                )}
                {round.kind === 'wishes' && round.sealedAt && !round.drawnAt && (
                  <Button id={`round-${round.roundId}-draw`} size="small" onPress={() => setDrawing(round)}>
                    摇号
                  </Button>
                )}
                {(!round.isPublished || phase !== 'over') && (
                  <Button
                    id={`round-${round.roundId}-edit`}
                    size="small"
                    kind="plain"
                    onPress={() => setEditing(round)}
                  >
                    修改
                  </Button>
                )}
                {!round.isPublished && (
                  <Button
                    id={`round-${round.roundId}-remove`}
                    size="small"
                    kind="plain"
                    onPress={() => setAsking({ round, what: 'remove' })}
                  >
                    删除
                  </Button>
                )}
              </View>
            </View>
          )
        })}
        <View className="desk-acts">
          <Button id="round-add" size="small" kind="outline" icon="plus" onPress={() => setEditing('new')}>
            加一轮
          </Button>
        </View>
      </View>
      {editing && (
        <RoundForm
          schoolId={schoolId}
          termId={termId}
          round={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null)
            onChanged()
          }}
        />
      )}
      {drawing && (
        <DrawSheet
          schoolId={schoolId}
          round={drawing}
          nameOf={nameOf}
          onClose={() => {
            setDrawing(null)
            onChanged()
          }}
        />
      )}
      <Dialog
        id="round-asking"
        open={asking !== null}
        title={
          asking?.what === 'publish'
            ? `公布“${asking.round.name}”？`
            : asking?.what === 'close'
              ? `现在截止“${asking.round.name}”？`
              : `删除“${asking?.round.name ?? ''}”？`
        }
        confirm={asking?.what === 'publish' ? '公布' : asking?.what === 'close' ? '截止' : '删除'}
        danger={asking?.what !== 'publish'}
        loading={deed.doing !== null}
        onCancel={() => setAsking(null)}
        onConfirm={() => void confirm()}
      >
        {asking?.what === 'publish'
          ? '家长马上能看到。规则不能再改，只能改截止时间。填志愿的轮次会同时公布随机数的密封码。'
          : asking?.what === 'close'
            ? '家长马上不能再填再改，名单随即封存并公布名单码。不能重新打开。'
            : '还没有公布，家长没有看到过。'}
      </Dialog>
    </Card>
  )
}
