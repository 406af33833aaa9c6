/** Roots pasted from a website or a notice, compared with the published ones on this device. */
import { daysWords } from '@contract/report/check-words'
import type { PublishedDay } from '@contract/report/daily-root'
import { broughtRoots, type ComparedRoot, compareRoots } from '@contract/report/root-compare'
import { View } from '@tarojs/components'
import { useState } from 'react'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Notice from '@/components/notice'
import TextArea from '@/components/text-area'

export type CompareCardProps = {
  isBusy: boolean
  /** Published days back to this one; null is as far back as they go. */
  daysBackTo: (day: string | null) => Promise<PublishedDay[]>
  /** Runs one thing that may fail for lack of a network. */
  run: (work: () => Promise<void>) => Promise<void>
}

type Found = { tone: 'ok' | 'danger' | 'warning'; words: string }

const RING = '请截屏留着，打区教育局的电话问清楚。'
const listed = (some: readonly ComparedRoot[]): string =>
  some.map(({ day }) => daysWords(day ?? '')).join('、')

const findings = (compared: readonly ComparedRoot[]): Found[] => {
  if (compared.length === 0)
    return [{ tone: 'warning', words: '没有认出总根。一个总根是 64 个数字和字母，请整行复制再贴一次。' }]
  const of = (verdict: ComparedRoot['verdict']) => compared.filter((one) => one.verdict === verdict)
  const [same, differs, missing, nowhere] = [of('same'), of('differs'), of('no_such_day'), of('nowhere')]
  return [
    ...(differs.length > 0
      ? [{ tone: 'danger' as const, words: `${listed(differs)}的总根和这里公布的不一样。${RING}` }]
      : []),
    ...(missing.length > 0
      ? [{ tone: 'danger' as const, words: `这里没有公布${listed(missing)}的总根。${RING}` }]
      : []),
    ...(nowhere.length > 0
      ? [
          {
            tone: 'danger' as const,
            words: `有 ${nowhere.length} 个总根在这里哪一天都找不到。请看看有没有贴漏，没有贴漏的话，${RING}`,
          },
        ]
      : []),
    ...(same.length > 0
      ? [
          {
            tone: 'ok' as const,
            words:
              same.length > 3
                ? `${same.length} 天的总根，和这里公布的一样。`
                : `${listed(same)}的总根，和这里公布的一样。`,
          },
        ]
      : []),
  ]
}

export default function CompareCard({ isBusy, daysBackTo, run }: CompareCardProps) {
  const [pasted, setPasted] = useState('')
  const [found, setFound] = useState<Found[]>([])
  const compare = () =>
    run(async () => {
      const brought = broughtRoots(pasted)
      const days = brought.map(({ day }) => day)
      const oldest = days.includes(null) ? null : ([...days].sort()[0] ?? null)
      setFound(findings(brought.length > 0 ? compareRoots(brought, await daysBackTo(oldest)) : []))
    })
  return (
    <Card>
      <CardHead title="和别处的对一对" sub="把教育局网站上或通知里的总根贴在下面，一行或很多行都可以。" />
      <View className="report-next">
        <TextArea
          id="brought"
          label="别处看到的总根"
          rows={3}
          counted={false}
          maxLength={20_000}
          placeholder="2026-11-24 09dc…"
          value={pasted}
          onChange={(text) => {
            setPasted(text)
            setFound([])
          }}
        />
        {found.map(({ tone, words }) => (
          <Notice key={words} id={`compared-${tone}`} tone={tone}>
            {words}
          </Notice>
        ))}
        <Button
          id="compare-roots"
          kind="quiet"
          loading={isBusy}
          disabled={pasted.trim() === ''}
          onPress={() => void compare()}
        >
          对一对
        </Button>
      </View>
    </Card>
  )
}
