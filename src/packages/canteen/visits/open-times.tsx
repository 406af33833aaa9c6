/** Times at the canteen that still have room, and taking one of the places. */
import { type FamilyVisit, type VisitKind, visitKindNames } from '@contract/canteen/visits'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { usePageSession } from '@/api/page-session'
import { useSend } from '@/api/use-send'
import Card from '@/components/card'
import Dialog from '@/components/dialog'
import EmptyState from '@/components/empty-state'
import Field from '@/components/field'
import type { IconName } from '@/components/icon'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import SectionTitle from '@/components/section-title'
import TextInput from '@/components/text-input'
import { showToast } from '@/components/toast'
import { visitTime } from './words'

const icons: Record<VisitKind, IconName> = { companion: 'plate', visit: 'eye', receiving: 'clipboard' }

export type OpenTimesProps = {
  studentId: number
  className: string
  visits: readonly FamilyVisit[]
  onBooked: () => void
}

export default function OpenTimes({ studentId, className, visits, onBooked }: OpenTimesProps) {
  const [chosen, setChosen] = useState<FamilyVisit | null>(null)
  return (
    <>
      <SectionTitle title="可以约的时间" sub="陪孩子吃一顿，看看后厨，或一起验收食材。每家可以先约两次" />
      {visits.length === 0 ? (
        <EmptyState id="visits-none" icon="calendar" title="学校还没有开放新的时间">
          学校开放后，在这里就能约。也可以打食堂监督电话问问。
        </EmptyState>
      ) : (
        <Card flush id="open-times">
          {visits.map((visit) => (
            <ListRow
              key={visit.slotId}
              id={`time-${visit.slotId}`}
              icon={icons[visit.kind]}
              tone="canteen"
              title={`${visitTime(visit)} ${visitKindNames[visit.kind]}`}
              sub={`${visit.seatsLeft > 0 ? `还有 ${visit.seatsLeft} 个名额` : '约满了'}，共 ${visit.seats} 个${visit.note ? `。${visit.note}` : ''}`}
              disabled={visit.seatsLeft === 0}
              {...(visit.seatsLeft === 0 ? {} : { onPress: () => setChosen(visit) })}
            />
          ))}
        </Card>
      )}
      {chosen && (
        <BookDialog
          key={chosen.slotId}
          visit={chosen}
          studentId={studentId}
          className={className}
          onClose={() => setChosen(null)}
          onBooked={() => {
            setChosen(null)
            onBooked()
          }}
        />
      )}
    </>
  )
}

type BookDialogProps = {
  visit: FamilyVisit
  studentId: number
  className: string
  onClose: () => void
  onBooked: () => void
}

function BookDialog({ visit, studentId, className, onClose, onBooked }: BookDialogProps) {
  const { me } = usePageSession()
  const [visitorName, setName] = useState(`${className}家长 ${me?.displayName ?? ''}`.trim().slice(0, 30))
  const { send, isSending, problem } = useSend('canteen.bookVisit')
  const book = async () => {
    if (!(await send({ studentId, slotId: visit.slotId, visitorName }))) return
    showToast('约好了', { done: true })
    onBooked()
  }
  return (
    <Dialog
      id="book-dialog"
      open
      title={`约${visitTime(visit)}？`}
      confirm="约这个时间"
      loading={isSending}
      onConfirm={() => void book()}
      onCancel={onClose}
    >
      <View className="stack">
        <View>
          {`${visitKindNames[visit.kind]}。${visit.note === '' ? '' : `${visit.note}。`}身体不舒服就改天再来。`}
        </View>
        <Field label="来的人怎么称呼" hint="只有学校看得到，门卫凭这个放行">
          <View id="visitor-name">
            <TextInput value={visitorName} onChange={setName} maxLength={30} label="来的人怎么称呼" />
          </View>
        </Field>
        {problem && (
          <Notice id="book-problem" tone="warning">
            {Object.values(problem.fields)[0] ?? problem.message}
          </Notice>
        )}
      </View>
    </Dialog>
  )
}
