/** What a visitor wrote, what is to be better first, with the school's answer. */
import { type VisitRecord, visitAspectNames, visitAspects } from '@contract/canteen/visits'
import { View } from '@tarojs/components'
import Notice from '@/components/notice'

export default function RecordWords({
  record,
}: {
  record: Pick<VisitRecord, 'marks' | 'words' | 'answer' | 'answeredBy'>
}) {
  const of = (mark: string) =>
    visitAspects.filter((aspect) => record.marks[aspect] === mark).map((aspect) => visitAspectNames[aspect])
  const [good, poor] = [of('good'), of('poor')]
  return (
    <View className="stack stack--tight">
      {poor.length > 0 && <View className="tone-warning">{`要改进：${poor.join('；')}`}</View>}
      {good.length > 0 && <View className="sub">{`好：${good.join('；')}`}</View>}
      {record.words !== '' && <View>{record.words}</View>}
      {record.answer !== '' && (
        <Notice tone="ok" icon="message">{`${record.answeredBy ?? '学校'}回复：${record.answer}`}</Notice>
      )}
    </View>
  )
}
