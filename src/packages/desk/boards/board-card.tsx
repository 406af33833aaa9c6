/** A class's evening as its teachers have set it so far: the bar against the limit, then who set what. */
import { type Board, type BoardEntry, placeNames, tierNames } from '@contract/homework/board'
import { boardSentence, countsAtHome, takenOf } from '@contract/homework/board-words'
import { subjectNames } from '@contract/homework/words'
import { momentWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import Button from '@/components/button'
import Card from '@/components/card'
import { classNames } from '@/components/class-names'
import Notice from '@/components/notice'

export type BoardCardProps = {
  board: Board
  /** `今晚`, `明天`, `11月27日`. */
  when: string
  /** Minutes being typed that would count; 0 where nothing is. */
  typed: number
  /** Null where one may only read. */
  onWithdraw: ((entry: BoardEntry) => void) | null
}

export default function BoardCard({ board, when, typed, onWithdraw }: BoardCardProps) {
  const taken = takenOf(board, typed)
  const whole = Math.max(taken.limit ?? 0, taken.minutes, 1)
  const counted = board.entries.filter(countsAtHome)
  const sentence = boardSentence(board, when)
  const share = (minutes: number) => ({ width: `${(100 * minutes) / whole}%` })
  return (
    <Card id="board-card">
      <View id="board-sentence" className="title">
        {sentence}
      </View>
      {taken.limit !== null && taken.limit > 0 && (
        <View className="boards-bar" aria-label={sentence}>
          {counted.map(({ boardId, minutes }) => (
            <View key={boardId} className="boards-bar__part" style={share(minutes)} />
          ))}
          {typed > 0 && (
            <View
              className={classNames('boards-bar__part is-typed', taken.isOver && 'is-over')}
              style={share(typed)}
            />
          )}
          <View className="boards-bar__limit" style={{ left: `${(100 * taken.limit) / whole}%` }} />
        </View>
      )}
      {typed > 0 && taken.limit !== null && (
        <View id="board-with-typed" className="sub">
          {`加上正在填的 ${typed} 分钟，一共 ${taken.minutes} 分钟${
            taken.isOver ? `，超过上限 ${taken.minutes - taken.limit} 分钟` : ''
          }`}
        </View>
      )}
      {board.limit && (
        <View className="note">
          {board.limit.minutes === 0
            ? `一、二年级不布置书面家庭作业（${board.limit.document}）`
            : `上限 ${board.limit.minutes} 分钟，只算带回家的基础和拓展作业（${board.limit.document}）`}
        </View>
      )}
      {!board.isSchoolDay && <Notice tone="info">这天不上学，文件没有给周末和假期定分钟数。</Notice>}
      <View className="desk-gap">
        {board.entries.length === 0 && <View className="sub">还没有老师公示。</View>}
        {board.entries.map((entry) => (
          <View key={entry.boardId} id={`entry-${entry.subject}`} className="boards-entry">
            <View className="boards-entry__words">
              <View>
                <Text className="strong">{subjectNames[entry.subject]}</Text>
                <Text>{`　${tierNames[entry.tier]}，${placeNames[entry.place]} ${entry.minutes} 分钟`}</Text>
              </View>
              <View className="note">
                {`${entry.publishedByName}，${momentWords(entry.publishedAt, new Date())}`}
              </View>
              {entry.reason !== '' && <View className="sub">{`超限理由：${entry.reason}`}</View>}
            </View>
            {entry.isMine && onWithdraw && (
              <Button
                id={`withdraw-${entry.subject}`}
                kind="outline"
                size="small"
                onPress={() => onWithdraw(entry)}
              >
                撤下
              </Button>
            )}
          </View>
        ))}
      </View>
    </Card>
  )
}
