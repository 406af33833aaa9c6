/** Whom to ring now: the national lines that fit, then this school's and the bureau's as the phone last knew them. */
import type { EmergencyLine } from '@contract/report/crisis-words'
import { View } from '@tarojs/components'
import { readHotlines, ring } from '@/api/hotlines'
import CallRow from '@/components/call-row'

export type UrgentLinesProps = {
  lines: readonly EmergencyLine[]
  schoolId: number | null
  you: '你' | '您'
}

/** So many of the school's and of the bureau's fit beside the national ones. */
const most = { school: 2, bureau: 1 }

export default function UrgentLines({ lines, schoolId, you }: UrgentLinesProps) {
  const { school, bureau } = readHotlines()
  const own = school.filter((line) => line.schoolId === schoolId).slice(0, most.school)
  return (
    <View className="stack">
      {lines.map(({ number, name, hint }) => (
        <CallRow
          key={number}
          id={`danger-call-${number}`}
          number={number}
          label={name}
          hint={you === '您' ? hint.replace('你', '人') : hint}
          onCall={() => ring(number)}
        />
      ))}
      {[...own, ...bureau.slice(0, most.bureau)].map((line) => (
        <CallRow
          key={line.hotlineId ?? line.phone}
          id={`danger-call-${line.hotlineId ?? line.phone}`}
          number={line.phone}
          label={line.name}
          hint={[line.person, line.hours].filter(Boolean).join(' · ')}
          onCall={() => ring(line.phone)}
        />
      ))}
    </View>
  )
}
