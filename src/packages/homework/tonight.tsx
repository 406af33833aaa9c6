/** One evening against the limit: a sentence, and a bar of its subjects. */
import type { Evening } from '@contract/homework/homework'
import { homeworkLimit } from '@contract/homework/limits'
import { eveningWords, kindNames, subjectNames } from '@contract/homework/words'
import { Text, View } from '@tarojs/components'
import Card from '@/components/card'
import Pressable from '@/components/pressable'

export type TonightProps = {
  evening: Evening
  grade: number
  /** `今晚`, `周二`. */
  when: string
  onEntry: (entry: Evening['entries'][number]) => void
}

const shades = ['', 'homework-shade--2', 'homework-shade--3', 'homework-shade--4']

export default function Tonight({ evening, grade, when, onEntry }: TonightProps) {
  const limit = homeworkLimit(grade, evening.isSchoolDay)
  const written = evening.entries.filter(({ kind }) => kind === 'written')
  const whole = Math.max(limit?.minutes ?? 0, evening.writtenMinutes ?? 0, 1)
  return (
    <Card>
      <View id="tonight" className="title">
        {eveningWords(evening.writtenMinutes, limit, when)}
      </View>
      {limit !== null && limit.minutes > 0 && (
        <View className="homework-bar" aria-label={eveningWords(evening.writtenMinutes, limit, when)}>
          {written.map(({ subject, minutes }, index) => (
            <View
              key={subject}
              className={`homework-bar__part ${shades[index % shades.length]}`}
              style={{ width: `${(100 * minutes) / whole}%` }}
            />
          ))}
          <View className="homework-bar__limit" style={{ left: `${(100 * limit.minutes) / whole}%` }} />
        </View>
      )}
      <View className="homework-entries">
        {evening.entries.map((entry) => (
          <Pressable
            key={`${entry.subject}-${entry.kind}`}
            id={`entry-${entry.subject}-${entry.kind}`}
            className="homework-entry"
            label={`${subjectNames[entry.subject]} ${entry.minutes} 分钟，点开可以改`}
            onPress={() => onEntry(entry)}
          >
            <View
              className={`homework-dot ${shades[written.indexOf(entry) % shades.length] ?? ''} ${entry.kind === 'written' ? '' : 'homework-dot--quiet'}`}
            />
            <Text>{`${subjectNames[entry.subject]} ${entry.minutes}`}</Text>
            {entry.kind !== 'written' && <Text className="note">{kindNames[entry.kind]}</Text>}
          </Pressable>
        ))}
      </View>
    </Card>
  )
}
