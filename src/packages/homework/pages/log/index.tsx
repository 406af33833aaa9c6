/** Tonight's homework in ten seconds: a subject, the stopwatch or a tap, done; and the week it makes. */
import { eveningOf } from '@contract/homework/evening'
import {
  type Evening,
  type HomeworkKind,
  homeworkKinds,
  mostMinutes,
  type Subject,
} from '@contract/homework/homework'
import { minutesOf, wasForgotten } from '@contract/homework/stopwatch'
import { kindNames, subjectNames, subjectsOfGrade } from '@contract/homework/words'
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { usePageSession } from '@/api/page-session'
import Button from '@/components/button'
import ChildSwitch from '@/components/child-switch'
import Chips from '@/components/chips'
import LoadView from '@/components/load-view'
import Notice from '@/components/notice'
import Screen from '@/components/screen'
import { showToast } from '@/components/toast'
import { chooseChild } from '@/stores/session'
import FamilyBoardCard from '../../board-card'
import EntrySheet from '../../entry-sheet'
import Gate, { isUnconsented } from '../../gate'
import HabitsCard from '../../habits-card'
import LoadCard from '../../load-card'
import TimingCard from '../../timing-card'
import Tonight from '../../tonight'
import { useStopwatch } from '../../use-stopwatch'
import { type Saved, useWeek } from '../../use-week'
import WeekChart, { dayName } from '../../week-chart'
import '../../homework.scss'

const PAGE = '/packages/homework/pages/log/index'
const TITLE = '作业记录'
const USUAL_MINUTES = 20

const savedWords: Record<Exclude<Saved, 'refused'>, string> = {
  saved: '记好了',
  waiting: '网络断开了，已存在手机里，连上后会自动记上',
}

export default function Page() {
  const session = usePageSession()
  const { me, child, you, scale } = session
  const active = child?.status === 'active' ? child : null
  const desk = useWeek(me?.userId ?? null, active)
  const stopwatch = useStopwatch()
  const [picked, setSubject] = useState<Subject | null>(null)
  const [kind, setKind] = useState<HomeworkKind>('written')
  const [isTapping, setTapping] = useState(false)
  const [minutes, setMinutes] = useState(USUAL_MINUTES)
  const [chosenDay, setDay] = useState<string | null>(null)
  const [mending, setMending] = useState<Evening['entries'][number] | null>(null)
  usePullDownRefresh(() => void desk.reload().finally(() => Taro.stopPullDownRefresh()))

  if (me === null || active === null || isUnconsented(desk.load))
    return <Gate session={session} page={PAGE} title={TITLE} />

  const { timing } = stopwatch
  const isOther = timing !== null && timing.studentId !== active.studentId
  const subject = picked ?? (timing && !isOther ? timing.subject : 'chinese')
  const own = timing && !isOther && timing.subject === subject ? timing : null
  const proposed = own ? minutesOf(own.watch, stopwatch.now) : minutes
  // One that ran on unnoticed is asked about first: paused, or the real minutes typed.
  const canLog = own === null ? isTapping : !wasForgotten(own.watch, stopwatch.now)
  const { load } = desk
  const today = load.state === 'ready' ? load.data.today : eveningOf(stopwatch.now)
  const day = own ? own.watch.day : (chosenDay ?? today)
  const isLate = day !== today
  const logWords = `${isLate ? dayName(day, today) : ''}${subjectNames[subject]}做完了，记 ${proposed} 分钟`

  const log = async () => {
    if (load.state !== 'ready') return
    const before = load.data.evenings
      .find((one) => one.day === day)
      ?.entries.find((one) => one.subject === subject && one.kind === kind)
    // A second sitting of the same subject comes on top of the first.
    const together = Math.min(mostMinutes, (before?.minutes ?? 0) + proposed)
    const saved = await desk.save({ day, subject, kind, minutes: together, why: '' })
    if (saved === 'refused') return
    if (own) stopwatch.drop()
    setTapping(false)
    showToast(savedWords[saved], { done: saved === 'saved' })
  }
  const mend = async (entry: Evening['entries'][number], day: string, to: number | null, why: string) => {
    const saved = await desk.save({ day, subject: entry.subject, kind: entry.kind, minutes: to, why })
    if (saved === 'refused') return
    setMending(null)
    showToast(savedWords[saved], { done: saved === 'saved' })
  }
  const start = () => {
    if (timing !== null) showToast(`${subjectNames[timing.subject]}还在计时，先把它记上或清零`)
    else stopwatch.start(active.studentId, subject)
  }

  const mayAdd = own === null && !isTapping && isLate

  return (
    <Screen
      title={TITLE}
      scale={scale}
      foot={
        <Button
          id="log"
          disabled={!(canLog || mayAdd) || load.state !== 'ready'}
          loading={desk.isSaving && mending === null}
          onPress={() => (mayAdd ? setTapping(true) : void log())}
        >
          {canLog
            ? logWords
            : mayAdd
              ? `补记${dayName(day, today)}的${subjectNames[subject]}`
              : '开始计时或填分钟'}
        </Button>
      }
    >
      {me.children.length > 1 && (
        <ChildSwitch
          items={me.children.map((one) => ({
            id: String(one.studentId),
            name: one.name,
            sub: one.className,
          }))}
          current={String(active.studentId)}
          onSelect={(id) => chooseChild(Number(id))}
        />
      )}
      <Chips
        id="subject"
        label="科目"
        options={subjectsOfGrade(active.grade).map((value) => ({ value, label: subjectNames[value] }))}
        value={subject}
        onChange={setSubject}
      />
      {timing !== null && own === null && (
        <Notice
          id="other-timing"
          tone="info"
          icon="clock"
          action="去看看"
          onAction={() => {
            if (isOther) chooseChild(timing.studentId)
            setSubject(timing.subject)
          }}
        >
          {`${isOther ? `${me.children.find((one) => one.studentId === timing.studentId)?.name ?? '另一个孩子'}的` : ''}${subjectNames[timing.subject]}还在计时。`}
        </Notice>
      )}
      <TimingCard
        desk={stopwatch}
        own={own}
        subject={subject}
        isTapping={isTapping}
        minutes={minutes}
        onStart={start}
        onTap={setTapping}
        onForgotten={() => {
          if (own) setDay(own.watch.day)
          stopwatch.drop()
          setTapping(true)
        }}
        onMinutes={setMinutes}
      />
      {canLog && (
        <Chips
          id="kind"
          label="哪种作业"
          options={homeworkKinds.map((value) => ({ value, label: kindNames[value] }))}
          value={kind}
          onChange={setKind}
        />
      )}
      {desk.problem && mending === null && (
        <Notice id="log-problem" tone="warning">
          {desk.problem.message}
        </Notice>
      )}
      {desk.refused.map((words) => (
        <Notice key={words} tone="warning">
          {words}
        </Notice>
      ))}
      {desk.waiting > 0 && (
        <Notice id="logs-waiting" tone="info" icon="cloud-off">
          {`有 ${desk.waiting} 条记录在手机里，连上网络后会自动记上。`}
        </Notice>
      )}
      <LoadView id="week" load={load} onRetry={() => void desk.reload()} count={2}>
        {(week) => {
          const evening = week.evenings.find((one) => one.day === day)
          const when = dayName(day, week.today)
          return (
            <>
              {evening && <Tonight evening={evening} grade={week.grade} when={when} onEntry={setMending} />}
              <FamilyBoardCard studentId={week.studentId} day={day} when={when} />
              <WeekChart week={week} chosen={day} onChoose={setDay} />
              <LoadCard
                studentId={week.studentId}
                day={day}
                when={when}
                logged={evening?.writtenMinutes ?? null}
              />
              {evening && (
                <HabitsCard
                  studentId={week.studentId}
                  grade={week.grade}
                  evening={evening}
                  when={when}
                  onSaved={desk.put}
                />
              )}
              {mending && (
                <EntrySheet
                  day={day}
                  when={when}
                  entry={mending}
                  isSaving={desk.isSaving}
                  problem={desk.problem}
                  onSave={(to, why) => void mend(mending, day, to, why)}
                  onClose={() => setMending(null)}
                />
              )}
            </>
          )
        }}
      </LoadView>
      <View className="note center">{`记不记都可以，不影响任何评价。${you === '你' ? '老师只看得到全班，看不到你一个人的。' : '老师看不到孩子一个人的记录。'}`}</View>
    </Screen>
  )
}
