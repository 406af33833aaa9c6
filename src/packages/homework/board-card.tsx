/** What the class's teachers have set for an evening, as minutes: never the content, and never a duty to log it. */
import { type Board, type BoardEntry, placeNames, tierNames } from '@contract/homework/board'
import { boardSentence } from '@contract/homework/board-words'
import { subjectNames } from '@contract/homework/words'
import { Text, View } from '@tarojs/components'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Notice from '@/components/notice'
import Skeleton from '@/components/skeleton'

export type FamilyBoardCardProps = {
  studentId: number
  day: string
  /** `今晚`, `周二`. */
  when: string
}

/** A board that cannot be had (no network) takes no room: logging is what the page is for. */
export default function FamilyBoardCard({ studentId, day, when }: FamilyBoardCardProps) {
  const { load } = useLoad(() => call('homework.getFamilyBoard', { studentId, day }), [studentId, day])
  if (load.state === 'loading') return <Skeleton kind="lines" count={2} />
  if (load.state === 'failed') return null
  const { board, tomorrow } = load.data
  return (
    <Card id="family-board">
      <CardHead
        icon="book"
        tone="homework"
        title={board.entries.length === 0 ? `${when}老师还没有公示作业` : boardSentence(board, when)}
        sub="老师公示的估计时长，只有分钟，没有内容"
      />
      {board.entries.map((entry) => (
        <Line key={entry.boardId} entry={entry} />
      ))}
      {over(board) && (
        <Notice id="board-over" tone="warning">
          {`老师公示的超过了 ${board.limit?.minutes ?? 0} 分钟的上限，理由写在上面。孩子写到该睡觉还没写完，可以停下，和老师说一声。`}
        </Notice>
      )}
      {tomorrow.length > 0 && (
        <View id="board-tomorrow" className="note">
          {`后一天已公示：${tomorrow.map(({ subject, minutes }) => `${subjectNames[subject]} ${minutes} 分钟`).join('，')}`}
        </View>
      )}
    </Card>
  )
}

const over = ({ limit, homeMinutes }: Board): boolean => limit !== null && homeMinutes > limit.minutes

const Line = ({ entry }: { entry: BoardEntry }) => (
  <View id={`board-${entry.subject}`} className="homework-board">
    <View className="row row--between row--wrap">
      <Text>{subjectNames[entry.subject]}</Text>
      <Text className="sub">
        {`${tierNames[entry.tier]}，${placeNames[entry.place]} ${entry.minutes} 分钟`}
      </Text>
    </View>
    {entry.reason !== '' && <View className="sub">{`超过上限的理由：${entry.reason}`}</View>}
  </View>
)
