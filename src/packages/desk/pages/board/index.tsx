/** The homework board of a class: what the other subjects have taken, and what one adds to it. */
import { type BoardEntry, mostDaysAhead } from '@contract/homework/board'
import { countsAtHome, takenOf } from '@contract/homework/board-words'
import { dayBefore } from '@contract/homework/evening'
import { subjectsOfGrade } from '@contract/homework/words'
import { dateWords } from '@contract/time-words'
import { View } from '@tarojs/components'
import Taro, { useDidHide, useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Chips from '@/components/chips'
import Dialog from '@/components/dialog'
import EmptyState from '@/components/empty-state'
import Notice from '@/components/notice'
import { showToast } from '@/components/toast'
import BoardCard from '../../boards/board-card'
import PublishCard, { type Draft } from '../../boards/publish-card'
import { useReckoning } from '../../boards/use-reckoning'
import DeskFrame from '../../desk-frame'
import Loaded from '../../loaded'
import SchoolChoice from '../../school-choice'
import { useDeed } from '../../use-deed'
import { useDeskSchool } from '../../use-desk-school'
import '../../boards/boards.scss'

const SUBJECT = 'board-subject'
/** Colleagues publish in the same minutes: what they do is looked for again while the page is open. */
const LOOK_AGAIN_MS = 8_000

const dayName = (day: string, today: string): string => {
  if (day === today) return '今天'
  return day === dayBefore(today, -1) ? '明天' : dateWords(`${day}T12:00:00+08:00`)
}

export default function Page() {
  const choice = useDeskSchool('teacher', 'grade_head', 'school_head', 'school_admin')
  const [classId, setClass] = useState<number | null>(null)
  const [day, setDay] = useState<string | null>(null)
  const schoolId = choice.school?.schoolId ?? null
  const loader = useLoad(
    schoolId !== null ? () => call('homework.getBoard', { schoolId, classId, day }) : null,
    [schoolId, classId, day],
  )
  const deed = useDeed()
  const [draft, setDraft] = useState<Draft>(() => ({
    subject: (Taro.getStorageSync(SUBJECT) as Draft['subject']) || 'chinese',
    tier: 'basic',
    place: 'home',
    minutes: '',
    reason: '',
  }))
  const [taking, setTaking] = useState<BoardEntry | null>(null)
  const isShown = useRef(true)
  useDidShow(() => {
    isShown.current = true
  })
  useDidHide(() => {
    isShown.current = false
  })
  const { reload } = loader
  useEffect(() => {
    const timer = setInterval(() => {
      if (isShown.current) void reload()
    }, LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [reload])
  usePullDownRefresh(() => void reload().then(() => Taro.stopPullDownRefresh()))

  const ready = loader.load.state === 'ready' ? loader.load.data : null
  const board = ready?.board ?? null
  const minutes = Number(draft.minutes)
  const isSound = Number.isInteger(minutes) && minutes >= 1 && minutes <= 180
  const subject = board && !subjectsOfGrade(board.grade).includes(draft.subject) ? 'chinese' : draft.subject
  const reckoning = useReckoning(
    board && ready?.mayPublish && isSound
      ? { classId: board.classId, day: board.day, subject, tier: draft.tier, place: draft.place, minutes }
      : null,
  )
  const typed = isSound && countsAtHome(draft) ? minutes : 0

  const publish = async () => {
    if (!board || !ready) return
    const input = {
      classId: board.classId,
      day: board.day,
      subject,
      tier: draft.tier,
      place: draft.place,
      minutes,
      reason: draft.reason,
      seen: board.revision,
    }
    Taro.setStorageSync(SUBJECT, subject)
    const isDone = await deed.run(JSON.stringify(input), async (requestId) => {
      loader.replace({ ...ready, board: await call('homework.publishBoard', { requestId, ...input }) })
    })
    if (!isDone) return void reload()
    setDraft({ ...draft, subject, minutes: '', reason: '' })
    showToast('公示了', { done: true })
  }
  const withdraw = async ({ boardId }: BoardEntry) => {
    setTaking(null)
    const isDone = await deed.run(`withdraw ${boardId}`, async (requestId) => {
      const after = await call('homework.withdrawBoard', { requestId, boardId })
      if (ready) loader.replace({ ...ready, board: after })
    })
    if (isDone) showToast('撤下了')
    else void reload()
  }

  return (
    <DeskFrame current="board" title="作业公示" place={choice.school?.name ?? ''}>
      <SchoolChoice choice={choice} />
      {deed.problem && (
        <Notice id="board-problem" tone="warning">
          {deed.problem.message}
        </Notice>
      )}
      <Loaded of={loader} kind="cards">
        {({ today, classes, board: shown, mayPublish }) =>
          shown ? (
            <>
              {classes.length > 1 && (
                <Chips
                  id="class"
                  label="哪个班"
                  wrap
                  options={classes.map((one) => ({ value: String(one.classId), label: one.className }))}
                  value={String(shown.classId)}
                  onChange={(value) => setClass(Number(value))}
                />
              )}
              <Chips
                id="day"
                label="哪一天"
                options={Array.from({ length: mostDaysAhead + 1 }, (_, index) =>
                  dayBefore(today, -index),
                ).map((value) => ({ value, label: dayName(value, today) }))}
                value={shown.day}
                onChange={setDay}
              />
              <View className="boards-columns">
                <BoardCard
                  board={shown}
                  when={`${shown.className}${dayName(shown.day, today)}`}
                  typed={mayPublish ? typed : 0}
                  onWithdraw={mayPublish ? setTaking : null}
                />
                {mayPublish && (
                  <PublishCard
                    grade={shown.grade}
                    draft={{ ...draft, subject }}
                    onChange={setDraft}
                    reckoning={reckoning}
                    isOver={typed > 0 && takenOf(shown, typed).isOver}
                    isSending={deed.doing !== null}
                    fields={deed.problem?.fields ?? {}}
                    onPublish={() => void publish()}
                  />
                )}
              </View>
            </>
          ) : (
            <EmptyState id="board-no-class" icon="homework" title="还没有给您安排班级">
              请学校管理员在“教职工”里写上您教的班级，就能公示作业。
            </EmptyState>
          )
        }
      </Loaded>
      {taking && (
        <Dialog
          id="withdraw-dialog"
          open
          title="撤下这一项"
          confirm="撤下"
          onConfirm={() => void withdraw(taking)}
          onCancel={() => setTaking(null)}
        >
          撤下以后，同班老师和家长就看不到它了。要改分钟，撤下后重新公示。
        </Dialog>
      )}
    </DeskFrame>
  )
}
