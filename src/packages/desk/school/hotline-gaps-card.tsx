/** For the bureau: which schools have not said who answers their help line and when, and one press to remind them. */
import type { OutputOf } from '@contract/routes'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import EmptyState from '@/components/empty-state'
import Notice from '@/components/notice'
import Tag from '@/components/tag'
import { showToast } from '@/components/toast'
import Loaded from '../loaded'
import { useDeed } from '../use-deed'

type Gap = OutputOf<'account.listHotlineGaps'>['gaps'][number]
type Outcome = OutputOf<'account.remindOfHotline'>['outcome']

const missingWords: Record<Gap['missing'][number], string> = {
  phone: '缺号码',
  person: '缺接听人',
  hours: '缺接听时间',
}
const outcomeWords: Record<Outcome, string> = {
  told: '已提醒学校管理员',
  told_before: '今天已经提醒过了',
  nobody: '这所学校还没有管理员，请先到教职工里邀请',
  complete: '学校刚刚补全了',
}

export default function HotlineGapsCard() {
  const loader = useLoad(() => call('account.listHotlineGaps', {}), [])
  const deed = useDeed()
  const [outcomes, setOutcomes] = useState<Record<number, Outcome>>({})
  const remind = ({ schoolId }: Gap) =>
    deed.run(`remind ${schoolId}`, async (requestId) => {
      const { outcome } = await call('account.remindOfHotline', { requestId, schoolId })
      setOutcomes((before) => ({ ...before, [schoolId]: outcome }))
      showToast(outcomeWords[outcome], { done: outcome === 'told' })
    })
  return (
    <Card flush id="hotline-gaps">
      <View className="desk-list-head">
        <CardHead title="各校求助电话" icon="phone" sub="每所学校至少一条，写明号码、谁来接、什么时候有人" />
      </View>
      <Loaded of={loader}>
        {({ schools, gaps }) =>
          gaps.length === 0 ? (
            <EmptyState icon="check-circle" title="都写全了">
              {`${schools} 所学校都有写全的求助电话。`}
            </EmptyState>
          ) : (
            <View className="hotline-gaps">
              <View id="hotline-gaps-count" className="sub">
                {`${schools} 所学校里有 ${gaps.length} 所还没有写全。`}
              </View>
              {deed.problem && <Notice tone="warning">{deed.problem.message}</Notice>}
              {gaps.map((gap) => (
                <View key={gap.schoolId} id={`hotline-gap-${gap.schoolId}`} className="hotline-gaps__one">
                  <View className="grow">
                    <Text className="strong">{gap.name}</Text>
                    <View className="row row--wrap">
                      {gap.missing.map((one) => (
                        <Tag key={one} tone="warning">
                          {missingWords[one]}
                        </Tag>
                      ))}
                    </View>
                  </View>
                  <Button
                    id={`hotline-remind-${gap.schoolId}`}
                    kind="outline"
                    size="small"
                    icon="bell"
                    disabled={outcomes[gap.schoolId] !== undefined}
                    loading={deed.doing === `remind ${gap.schoolId}`}
                    onPress={() => void remind(gap)}
                  >
                    {outcomes[gap.schoolId] === undefined ? '提醒学校' : '已提醒'}
                  </Button>
                </View>
              ))}
            </View>
          )
        }
      </Loaded>
    </Card>
  )
}
