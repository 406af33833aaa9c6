/** The district's year by months: tap a day to say that it is off, or that it is worked instead of another. */
import { calendarOf, isSchoolDay, ordinaryWeek } from '@contract/calendar'
import { inChina } from '@contract/china-time'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import { classNames } from '@/components/class-names'
import Field from '@/components/field'
import Notice from '@/components/notice'
import PickChips from '@/components/pick-chips'
import Pressable from '@/components/pressable'
import Sheet from '@/components/sheet'
import TextInput from '@/components/text-input'
import Loaded from '../loaded'
import { useDeed } from '../use-deed'
import { type DayCell, daysThrough, type Month, monthsOf } from './months'

const weekdays = ['一', '二', '三', '四', '五', '六', '日']
type What = 'off' | 'school' | 'ordinary'
type Draft = { first: string; last: string; what: What; name: string }

const dayWords = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
const kindWords = (cell: DayCell): string => (cell.isSchoolDay ? '上课' : '不上课')

export default function YearCard() {
  const [year, setYear] = useState(() => inChina(Date.now()).year())
  const loader = useLoad(() => call('account.listCalendar', { year }), [year])
  const [draft, setDraft] = useState<Draft | null>(null)
  const deed = useDeed()
  const change = (part: Partial<Draft>) => setDraft((before) => before && { ...before, ...part })
  const open = ({ day, isMarked, name, isSchoolDay: is }: DayCell) => {
    deed.forget()
    const usual = isSchoolDay(day, ordinaryWeek)
    const what = isMarked && is !== usual ? (is ? 'school' : 'off') : usual ? 'off' : 'school'
    setDraft({ first: day, last: day, what, name })
  }
  const save = async () => {
    if (!draft) return
    const { first, last, what, name } = draft
    const days = daysThrough(first, last).map((day) => ({
      day,
      isSchoolDay: what === 'ordinary' ? null : what === 'school',
      name: what === 'ordinary' ? '' : name,
    }))
    const isSaved = await deed.run(JSON.stringify(draft), async (requestId) => {
      loader.replace(await call('account.saveCalendarDays', { requestId, year, days }))
    })
    if (isSaved) setDraft(null)
  }
  const problem = deed.problem && (Object.values(deed.problem.fields ?? {})[0] ?? deed.problem.message)

  return (
    <Card>
      <View className="stack">
        <CardHead
          title={`${year} 年`}
          icon="calendar"
          sub="周一到周五上课，这里标出不一样的日子。按上课日算的时限照它走。"
          end={
            <View className="desk-acts">
              <Button id="year-before" kind="outline" size="small" onPress={() => setYear(year - 1)}>
                上一年
              </Button>
              <Button id="year-after" kind="outline" size="small" onPress={() => setYear(year + 1)}>
                下一年
              </Button>
            </View>
          }
        />
        <View className="year-legend">
          <Legend look="" mark="" words="上课" />
          <Legend look="is-weekend" mark="" words="周末" />
          <Legend look="is-off" mark="休" words="放假" />
          <Legend look="is-swapped" mark="班" words="周末补课日" />
        </View>
        <Loaded of={loader} kind="cards">
          {({ days }) => (
            <View className="year">
              {monthsOf(year, calendarOf(days)).map((month) => (
                <MonthView key={month.month} month={month} onDay={open} />
              ))}
            </View>
          )}
        </Loaded>
      </View>
      <Sheet
        id="day-sheet"
        open={draft !== null}
        title={draft ? dayWords(draft.first) : ''}
        onClose={() => setDraft(null)}
        foot={
          <Button id="day-save" loading={deed.doing !== null} onPress={() => void save()}>
            保存
          </Button>
        }
      >
        {draft && (
          <View className="stack">
            {problem && (
              <Notice id="day-problem" tone="warning">
                {problem}
              </Notice>
            )}
            <Field label="这一天" required>
              <PickChips
                id="day-what"
                label="这一天"
                columns={3}
                options={[
                  { value: 'off', label: '放假' },
                  { value: 'school', label: '上课' },
                  { value: 'ordinary', label: '照平常' },
                ]}
                picked={[draft.what]}
                onChange={([what]) => what && change({ what })}
              />
            </Field>
            <Field label="连续到" hint="只有一天就不用改，例如寒假写最后一天 2027-02-21">
              <TextInput
                id="day-last"
                label="连续到"
                value={draft.last}
                onChange={(last) => change({ last })}
                maxLength={10}
              />
            </Field>
            {draft.what !== 'ordinary' && (
              <Field label="名称" hint="例如 国庆节、国庆节调休、运动会">
                <TextInput
                  id="day-name"
                  label="名称"
                  value={draft.name}
                  onChange={(name) => change({ name })}
                  maxLength={20}
                />
              </Field>
            )}
          </View>
        )}
      </Sheet>
    </Card>
  )
}

const Legend = ({ look, mark, words }: { look: string; mark: string; words: string }) => (
  <View className="year-legend__one">
    <View className={classNames('year-day', 'year-day--legend', look)}>{mark && <Text>{mark}</Text>}</View>
    <Text className="sub">{words}</Text>
  </View>
)

const lookOf = (cell: DayCell): string => {
  if (!cell.isSchoolDay) return cell.isMarked ? 'is-off' : 'is-weekend'
  return cell.isMarked && !isSchoolDay(cell.day, ordinaryWeek) ? 'is-swapped' : ''
}
const marks: Record<string, string> = { 'is-off': '休', 'is-swapped': '班' }

function MonthView({ month, onDay }: { month: Month; onDay: (cell: DayCell) => void }) {
  const named = month.days.filter(({ name }, index) => name !== '' && month.days[index - 1]?.name !== name)
  return (
    <View className="year-month">
      <View className="row row--between">
        <Text className="strong">{`${month.month}月`}</Text>
        <Text className="note num">{`上课 ${month.schoolDays} 天`}</Text>
      </View>
      <View className="year-grid">
        {weekdays.map((weekday) => (
          <Text key={weekday} className="year-weekday">
            {weekday}
          </Text>
        ))}
        {Array.from({ length: month.blanks }, (_, index) => (
          <View key={`blank-${String(index)}`} />
        ))}
        {month.days.map((cell) => {
          const look = lookOf(cell)
          return (
            <Pressable
              key={cell.day}
              id={`day-${cell.day}`}
              className={classNames('year-day', look)}
              label={`${dayWords(cell.day)}，${kindWords(cell)}${cell.name && `，${cell.name}`}`}
              onPress={() => onDay(cell)}
            >
              <Text className="num">{String(cell.number)}</Text>
              {marks[look] && <Text className="year-day__mark">{marks[look]}</Text>}
            </Pressable>
          )
        })}
      </View>
      {named.length > 0 && (
        <View className="note">{named.map(({ number, name }) => `${number}日 ${name}`).join('，')}</View>
      )}
    </View>
  )
}
