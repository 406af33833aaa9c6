/** What follows once somebody asks for help, with the time limits the school is held to. */

import { usualLimits } from '@contract/report/clocks'
import { Text, View } from '@tarojs/components'
import Card from '@/components/card'
import CardHead from '@/components/card-head'

export default function AfterHelp({ you }: { you: string }) {
  const { firstLookHours, urgentHours, investigationDays } = usualLimits
  const steps = [
    { title: '写下发生了什么', words: `可以不公开名字，封存后经办老师看不到${you}是谁` },
    {
      title: `${firstLookHours} 小时内有老师受理`,
      words: `有人受伤或有危险的，${urgentHours} 小时内`,
    },
    {
      title: `${investigationDays} 天内完成调查`,
      words: `每一步${you}都看得到，也能随时和老师说话`,
    },
  ]
  return (
    <Card id="after-help">
      <CardHead icon="shield-check" tone="safety" title="求助之后会怎样" />
      <View className="home-steps">
        {steps.map((step, index) => (
          <View key={step.title} className="home-step">
            <Text className="home-step__number num">{String(index + 1)}</Text>
            <View className="grow">
              <View>{step.title}</View>
              <View className="sub">{step.words}</View>
            </View>
          </View>
        ))}
      </View>
    </Card>
  )
}
