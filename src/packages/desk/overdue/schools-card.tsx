/** Schools with late cases, and one tap that reminds a school's handlers and head; once a day each. */
import type { OverdueSchool } from '@contract/report/overdue'
import type { OutputOf } from '@contract/routes'
import { momentWords } from '@contract/time-words'
import { call } from '@/api/call'
import Button from '@/components/button'
import Card from '@/components/card'
import ListRow from '@/components/list-row'
import { showToast } from '@/components/toast'
import type { Deed } from '../use-deed'
import './overdue.scss'

export type SchoolsCardProps = {
  schools: readonly OverdueSchool[]
  deed: Deed
  onReminded: () => void
}

const words: Record<OutputOf<'report.remindSchool'>['outcome'], string> = {
  reminded: '已提醒经办人和校长',
  already_today: '今天已经提醒过了',
  nobody_there: '这所学校还没有经办人和校长，请先安排',
  nothing_late: '这所学校现在没有逾期的个案了',
}

export default function SchoolsCard({ schools, deed, onReminded }: SchoolsCardProps) {
  const now = new Date()
  const remind = async (schoolId: number) => {
    await deed.run(`remind ${schoolId}`, async (requestId) => {
      const { outcome } = await call('report.remindSchool', { requestId, schoolId })
      showToast(words[outcome], { done: outcome === 'reminded' })
      onReminded()
    })
  }
  return (
    <Card flush id="overdue-schools">
      {schools.map(({ schoolId, schoolName, cases, remindedAt, canRemind }) => (
        <ListRow
          key={schoolId}
          icon="school"
          title={schoolName}
          sub={`${cases} 件逾期${remindedAt ? `，${momentWords(remindedAt, now)} 提醒过` : ''}`}
          end={
            <Button
              id={`remind-${schoolId}`}
              size="small"
              kind="outline"
              icon="bell"
              disabled={!canRemind}
              loading={deed.doing === `remind ${schoolId}`}
              onPress={() => void remind(schoolId)}
            >
              {canRemind ? '提醒' : '今天提醒过'}
            </Button>
          }
        />
      ))}
    </Card>
  )
}
