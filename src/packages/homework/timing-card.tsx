/** How the minutes come about: the stopwatch, or by tapping. */
import type { Subject } from '@contract/homework/homework'
import { measured, stopwatchWords, wasForgotten } from '@contract/homework/stopwatch'
import { subjectNames } from '@contract/homework/words'
import { Text, View } from '@tarojs/components'
import Button from '@/components/button'
import Card from '@/components/card'
import Icon from '@/components/icon'
import Notice from '@/components/notice'
import Minutes from './minutes'
import type { StopwatchDesk, Timing } from './use-stopwatch'

export type TimingCardProps = {
  desk: StopwatchDesk
  /** The one under way for this child and subject. */
  own: Timing | null
  subject: Subject
  isTapping: boolean
  minutes: number
  onStart: () => void
  onTap: (isTapping: boolean) => void
  /** It ran on unnoticed: its evening's minutes are to be typed instead. */
  onForgotten: () => void
  onMinutes: (minutes: number) => void
}

export default function TimingCard(props: TimingCardProps) {
  const { desk, own, subject, isTapping, minutes, onStart, onTap, onForgotten, onMinutes } = props
  const isRunning = own !== null && own.watch.runningSince !== null
  const words = own === null ? '还没开始' : isRunning ? '正在计时' : '停着'
  if (isTapping && own === null)
    return (
      <Card>
        <View className="homework-clock">
          <View className="homework-clock__what">
            <Icon name="homework" />
            <Text>{`${subjectNames[subject]}做了多少分钟`}</Text>
          </View>
        </View>
        <Minutes value={minutes} onChange={onMinutes} />
        <Button id="use-stopwatch" kind="plain" size="small" onPress={() => onTap(false)}>
          改用计时
        </Button>
      </Card>
    )
  return (
    <Card>
      <View className="homework-clock">
        <View className="homework-clock__what">
          <Icon name="clock" />
          <Text>{`${subjectNames[subject]}，${words}`}</Text>
        </View>
        <View id="stopwatch" className="homework-clock__digits">
          {stopwatchWords(own === null ? 0 : measured(own.watch, desk.now))}
        </View>
        {own === null ? (
          <Button id="start" kind="quiet" icon="play" onPress={onStart}>
            开始
          </Button>
        ) : isRunning ? (
          <Button id="pause" kind="quiet" icon="pause" onPress={desk.pause}>
            暂停
          </Button>
        ) : (
          <Button id="resume" kind="quiet" icon="play" onPress={desk.resume}>
            接着做
          </Button>
        )}
        {own === null ? (
          <Button id="use-minutes" kind="plain" size="small" onPress={() => onTap(true)}>
            不计时，直接填分钟
          </Button>
        ) : (
          <Button id="drop" kind="plain" size="small" onPress={desk.drop}>
            不记了，清零
          </Button>
        )}
      </View>
      {own !== null && wasForgotten(own.watch, desk.now) && (
        <Notice id="forgotten" tone="warning" action="直接填分钟" onAction={onForgotten}>
          计时超过 3 小时没停，可能是忘了。可以暂停后照记，也可以直接填实际的分钟数。
        </Notice>
      )}
    </Card>
  )
}
