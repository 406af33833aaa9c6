/** Whom to ring: the country's lines, the bureau's and the school's; all of them readable with no network. */

import type { Hotline } from '@contract/account/school'
import { momentWords } from '@contract/time-words'
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useCallback, useEffect, useState } from 'react'
import { type Hotlines, readHotlines, refreshHotlines, ring } from '@/api/hotlines'
import { openPage, usePageSession } from '@/api/page-session'
import Button from '@/components/button'
import CallRow from '@/components/call-row'
import Card from '@/components/card'
import Notice from '@/components/notice'
import Screen from '@/components/screen'
import SectionTitle from '@/components/section-title'
import './index.scss'

/** Whom one speaks to, when, and what for, as far as it is known. */
const hintOf = ({ person, hours, hint }: Hotline): string => [hint, person, hours].filter(Boolean).join(' · ')

const Lines = ({ lines }: { lines: readonly Hotline[] }) => (
  <View className="hotlines">
    {lines.map((line, index) => (
      <CallRow
        key={line.hotlineId ?? line.phone}
        id={`line-${line.layer === 'national' ? line.phone : `${line.layer}-${index}`}`}
        number={line.phone}
        label={line.name}
        hint={hintOf(line)}
        onCall={() => ring(line.phone)}
      />
    ))}
  </View>
)

export default function HotlinesPage() {
  const { me, you, scale } = usePageSession()
  const [lines, setLines] = useState<Hotlines>(readHotlines)
  const [isAway, setAway] = useState(false)
  const ties = [...(me?.children ?? []), ...(me?.self ? [me.self] : []), ...(me?.posts ?? [])]
  const schools = new Map(
    ties.flatMap(({ schoolId, schoolName }) => (schoolId === null ? [] : [[schoolId, schoolName] as const])),
  )
  const schoolIds = [...schools.keys()].join(',')

  const refresh = useCallback(async () => {
    try {
      setLines(await refreshHotlines(schoolIds.split(',').filter(Boolean).map(Number)))
      setAway(false)
    } catch {
      // Whatever kept the answer away, the numbers kept on this phone are shown.
      setAway(true)
    }
  }, [schoolIds])
  useEffect(() => void refresh(), [refresh])
  usePullDownRefresh(() => void refresh().finally(() => Taro.stopPullDownRefresh()))

  const ofSchools = [...schools]
    .map(([schoolId, name]) => ({ name, lines: lines.school.filter((line) => line.schoolId === schoolId) }))
    .filter((group) => group.lines.length > 0)

  return (
    <Screen
      title="求助电话"
      scale={scale}
      foot={
        <Button
          id="help"
          kind="help"
          icon="heart-help"
          onPress={() => openPage('/packages/report/pages/submit/index')}
        >
          求助与举报
        </Button>
      }
    >
      <SectionTitle
        large
        title="现在就有危险，先打电话"
        sub={`点一下就能拨。不知道打哪个，就打 110。${you}说清在哪里就行。`}
      />
      {isAway && (
        <Notice id="offline" tone="quiet" icon="cloud-off" action="重试" onAction={() => void refresh()}>
          {lines.fetchedAt
            ? `没有连上网络，学校和教育局的号码是${momentWords(lines.fetchedAt, new Date())}的。电话照常能打。`
            : '没有连上网络，先显示全国热线。电话照常能打。'}
        </Notice>
      )}
      <Card id="national">
        <SectionTitle title="全国热线" />
        <Lines lines={lines.national} />
      </Card>
      {ofSchools.map((group) => (
        <Card key={group.name}>
          <SectionTitle title={group.name} />
          <Lines lines={group.lines} />
        </Card>
      ))}
      {lines.bureau.length > 0 && (
        <Card id="bureau">
          <SectionTitle title="教育局" />
          <Lines lines={lines.bureau} />
        </Card>
      )}
    </Screen>
  )
}
