/** The course office's desk: a term set up, rounds opened and closed, demand against places, the draw, rosters. */
import type { Course } from '@contract/course/course'
import { Text, View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Chips from '@/components/chips'
import EmptyState from '@/components/empty-state'
import Notice from '@/components/notice'
import { showToast } from '@/components/toast'
import CourseForm from '../../courses/course-form'
import CourseTable, { type Desk } from '../../courses/course-table'
import ImportSheet from '../../courses/import-sheet'
import RosterSheet from '../../courses/roster-sheet'
import RoundsCard from '../../courses/rounds-card'
import TermForm from '../../courses/term-form'
import DeskFrame from '../../desk-frame'
import Loaded from '../../loaded'
import { saveTable } from '../../save-table'
import { useDeed } from '../../use-deed'
import { useDeskSchool } from '../../use-desk-school'
import '../../courses/courses.scss'

export default function Page() {
  const { school } = useDeskSchool('course_office')
  const schoolId = school?.schoolId ?? null
  const [termId, setTerm] = useState<number | null>(null)
  const loader = useLoad(schoolId === null ? null : () => call('course.getDesk', { schoolId, termId }), [
    schoolId,
    termId,
  ])
  usePullDownRefresh(() => void loader.reload().then(() => Taro.stopPullDownRefresh()))
  return (
    <DeskFrame current="courses" title="课程" place={school?.name ?? ''}>
      <Loaded of={loader} kind="cards">
        {(desk) =>
          schoolId !== null && (
            <DeskView
              desk={desk}
              schoolId={schoolId}
              termId={termId ?? desk.term?.termId ?? desk.terms[0]?.termId ?? null}
              onTerm={setTerm}
              onChanged={() => void loader.reload()}
            />
          )
        }
      </Loaded>
    </DeskFrame>
  )
}

type DeskViewProps = {
  desk: Desk
  schoolId: number
  termId: number | null
  onTerm: (termId: number) => void
  onChanged: () => void
}

function DeskView({ desk, schoolId, termId, onTerm, onChanged }: DeskViewProps) {
  const { term, terms } = desk
  const [isSetting, setSetting] = useState(false)
  const [editing, setEditing] = useState<Course | 'new' | null>(null)
  const [seen, setSeen] = useState<number | null>(null)
  const picked = terms.find((one) => one.termId === termId)
  const roster = desk.courses.find(({ courseId }) => courseId === seen)
  const saved = () => {
    setEditing(null)
    setSetting(false)
    onChanged()
  }
  if (!picked || termId === null)
    return (
      <EmptyState icon="calendar" title="还没有学期">
        请教育局先在“学校与电话”里添加学期。
      </EmptyState>
    )
  return (
    <>
      {terms.length > 1 && (
        <Chips
          id="desk-term"
          label="学期"
          value={String(termId)}
          onChange={(value) => onTerm(Number(value))}
          options={terms.map((one) => ({ value: String(one.termId), label: one.name, count: one.courses }))}
        />
      )}
      {(term === null || isSetting) && (
        <TermForm
          key={termId}
          schoolId={schoolId}
          termId={termId}
          termName={picked.name}
          term={term}
          onSaved={saved}
        />
      )}
      {term && (
        <>
          <Sums desk={desk} />
          <RoundsCard
            schoolId={schoolId}
            termId={termId}
            rounds={desk.rounds}
            now={desk.now}
            nameOf={(courseId) => desk.courses.find((one) => one.courseId === courseId)?.name ?? ''}
            onChanged={onChanged}
          />
          <Card flush>
            <View className="desk-list-head">
              <CardHead
                icon="bag"
                tone="courses"
                title={`${desk.courses.length} 门课程`}
                sub={desk.demand.length > 0 ? '志愿是最近一轮的，点一行看名单' : '点一行看名单、修改'}
              />
              <Acts
                schoolId={schoolId}
                desk={desk}
                onAdd={() => setEditing('new')}
                onSet={() => setSetting((before) => !before)}
                onChanged={onChanged}
              />
            </View>
            <CourseTable desk={desk} term={term} onOpen={({ courseId }) => setSeen(courseId)} />
          </Card>
        </>
      )}
      {roster && editing === null && (
        <RosterSheet
          schoolId={schoolId}
          course={roster}
          onEdit={() => setEditing(roster)}
          onClose={() => setSeen(null)}
          onChanged={onChanged}
        />
      )}
      {term && editing && (
        <CourseForm
          schoolId={schoolId}
          term={term}
          grades={desk.grades}
          course={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setSeen(null)
            saved()
          }}
        />
      )}
    </>
  )
}

const Sums = ({ desk }: { desk: Desk }) => {
  const held = desk.courses.filter(({ isHeld }) => isHeld)
  const sum = (of: (course: Course) => number) => held.reduce((total, course) => total + of(course), 0)
  const { children, takePart, decline } = desk.consents
  const numbers: [string, string][] = [
    ['名额', String(sum(({ capacity }) => capacity))],
    ['已给出', String(sum(({ taken }) => taken))],
    ['候补', String(sum(({ waiting }) => waiting))],
    ['同意参加', `${takePart} / ${children}`],
    ['不参加', String(decline)],
    ['还没答复', String(children - takePart - decline)],
  ]
  return (
    <Card id="course-sums">
      <View className="desk-numbers">
        {numbers.map(([name, value]) => (
          <View key={name} className="desk-numbers__one">
            <View className="note">{name}</View>
            <Text className="title">{value}</Text>
          </View>
        ))}
      </View>
    </Card>
  )
}

type ActsProps = { schoolId: number; desk: Desk; onAdd: () => void; onSet: () => void; onChanged: () => void }

function Acts({ schoolId, desk, onAdd, onSet, onChanged }: ActsProps) {
  const deed = useDeed()
  const { term, terms } = desk
  const [skipped, setSkipped] = useState<string[]>([])
  const [isImporting, setImporting] = useState(false)
  const before = terms.find((one) => one.termId !== term?.termId && one.courses > 0)
  const copy = async () => {
    if (!term || !before) return
    const isDone = await deed.run(`copy ${before.termId}`, async (requestId) => {
      const answer = await call('course.copyTerm', {
        requestId,
        schoolId,
        termId: term.termId,
        fromTermId: before.termId,
      })
      setSkipped(answer.skipped)
      showToast(`照抄了 ${answer.added} 门课程`, { done: true })
    })
    if (isDone) onChanged()
  }
  const hand = (what: 'course.getCourseFile' | 'course.getDoorFile') =>
    deed.run(what, async () => {
      if (!term) return
      const { fileName, base64 } = await call(what, { schoolId, termId: term.termId })
      showToast((await saveTable(fileName, base64)) ? '已导出' : '没有存下来，请再试一次')
    })
  return (
    <View className="stack desk-gap">
      <View className="desk-acts">
        <Button id="course-add" size="small" icon="plus" onPress={onAdd}>
          加一门课程
        </Button>
        {before && (
          <Button
            id="course-copy"
            size="small"
            kind="outline"
            icon="copy"
            loading={deed.doing?.startsWith('copy') ?? false}
            onPress={() => void copy()}
          >
            {`照抄${before.name}`}
          </Button>
        )}
        <Button
          id="course-import-open"
          size="small"
          kind="outline"
          icon="upload"
          onPress={() => setImporting(true)}
        >
          用 Excel 加
        </Button>
        {desk.courses.length > 0 && (
          <>
            <Button
              id="course-export"
              size="small"
              kind="outline"
              icon="download"
              loading={deed.doing === 'course.getCourseFile'}
              onPress={() => void hand('course.getCourseFile')}
            >
              导出课程
            </Button>
            <Button
              id="door-export"
              size="small"
              kind="outline"
              icon="users"
              loading={deed.doing === 'course.getDoorFile'}
              onPress={() => void hand('course.getDoorFile')}
            >
              导出名单
            </Button>
          </>
        )}
        <Button id="term-set" size="small" kind="outline" icon="gear" onPress={onSet}>
          节次和类别
        </Button>
      </View>
      {deed.problem && <Notice tone="warning">{deed.problem.message}</Notice>}
      {isImporting && term && (
        <ImportSheet
          schoolId={schoolId}
          termId={term.termId}
          onClose={() => setImporting(false)}
          onAdded={() => {
            setImporting(false)
            onChanged()
          }}
        />
      )}
      {skipped.length > 0 && (
        <Notice id="copy-skipped" tone="warning">
          {`有 ${skipped.length} 门没有抄过来：${skipped.join('；')}`}
        </Notice>
      )}
    </View>
  )
}
