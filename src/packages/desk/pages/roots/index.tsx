/** The bureau over the days' roots: whether every day is there and follows, and three ways to put them before the public. */
import { type RootMonth, rootTroubles } from '@contract/report/root-month'
import { monthWords, rootTroubleSentences } from '@contract/report/root-words'
import { sha256 } from '@contract/report/sha256'
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useMemo, useState } from 'react'
import { call } from '@/api/call'
import { openPage } from '@/api/page-session'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Chips from '@/components/chips'
import EmptyState from '@/components/empty-state'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import { showToast } from '@/components/toast'
import DeskFrame from '../../desk-frame'
import Loaded from '../../loaded'
import RootSheet from '../../roots/root-sheet'
import RootTable from '../../roots/root-table'
import { saveTable } from '../../save-table'
import { useDeed } from '../../use-deed'

const PUBLIC = '/packages/report/pages/roots/index'
const isWeb = process.env.TARO_ENV === 'h5'

const copyRoots = async (days: RootMonth['days']): Promise<void> => {
  const lines = days.flatMap(({ day, sealed }) => (sealed ? [`${day} ${sealed.root}`] : []))
  await Taro.setClipboardData({ data: lines.join('\n') }).catch(() => {})
  if (isWeb) showToast('已复制', { done: true })
}

export default function Page() {
  const [month, setMonth] = useState<string | null>(null)
  const loader = useLoad(() => call('report.getRootMonth', { month }), [month])
  const deed = useDeed()
  usePullDownRefresh(() => void loader.reload().then(() => Taro.stopPullDownRefresh()))
  const save = (key: string) =>
    void deed.run(`excel ${key}`, async () => {
      const file = await call('report.getRootMonthFile', { month: key })
      const isSaved = await saveTable(file.fileName, file.base64)
      showToast(isSaved ? '表格已生成' : '没能保存，请再试一次', { done: isSaved })
    })
  return (
    <DeskFrame current="roots" title="每日总根" place="教育局">
      <View className="no-print stack">
        <Notice id="roots-why">
          每天零点以后自动生成前一天的总根。请把它登在教育局网站或公告栏：家长拿来和手机上的对一对，以前的记录就谁也没法悄悄改掉。
        </Notice>
        {deed.problem && <Notice tone="warning">{deed.problem.message}</Notice>}
      </View>
      <Loaded of={loader} kind="cards">
        {(data) =>
          data.month === null ? (
            <EmptyState id="roots-none" icon="link" title="还没有公布过总根">
              明天零点以后会有第一个，到时候再来看。
            </EmptyState>
          ) : (
            <>
              <View className="no-print stack">
                {data.months.length > 1 && (
                  <Chips
                    id="roots-month"
                    label="哪个月"
                    options={data.months.map((key) => ({ value: key, label: monthWords(key) }))}
                    value={data.month}
                    onChange={setMonth}
                  />
                )}
                <Standing data={data} />
                <View className="desk-acts">
                  <Button
                    id="roots-copy"
                    kind="outline"
                    size="small"
                    icon="copy"
                    onPress={() => void copyRoots([...data.days].reverse())}
                  >
                    复制整月
                  </Button>
                  {isWeb && (
                    <Button
                      id="roots-print"
                      kind="outline"
                      size="small"
                      icon="print"
                      onPress={() => window.print()}
                    >
                      打印
                    </Button>
                  )}
                  <Button
                    id="roots-excel"
                    kind="outline"
                    size="small"
                    icon="download"
                    loading={deed.doing !== null}
                    onPress={() => data.month && save(data.month)}
                  >
                    {deed.doing === null ? '导出 Excel' : '正在生成'}
                  </Button>
                </View>
                <Card flush>
                  <RootTable days={data.days} onCopy={(one) => void copyRoots([one])} />
                </Card>
                <ListRow
                  id="roots-public"
                  bare
                  icon="phone-device"
                  title="家长看到的页面"
                  sub="不用登录，也能把网站上的总根贴进去对一对"
                  onPress={() => openPage(PUBLIC)}
                />
              </View>
              {isWeb && <RootSheet data={data} address={`${window.location.origin}${PUBLIC}`} />}
            </>
          )
        }
      </Loaded>
    </DeskFrame>
  )
}

function Standing({ data }: { data: RootMonth }) {
  const sentences = useMemo(() => rootTroubleSentences(rootTroubles(sha256, data)), [data])
  if (sentences.length === 0)
    return (
      <Notice id="roots-whole" tone="ok">
        {`这个月 ${data.days.length} 天的总根都在，前后相连，是在这台设备上重新算过的。`}
      </Notice>
    )
  return (
    <Card id="roots-troubles">
      <CardHead
        icon="alert"
        title="有几天要查"
        sub="请尽快让系统管理员和纪检部门查明，先不要公布这几天的。"
      />
      <View className="stack desk-gap">
        {sentences.map((words) => (
          <Notice key={words} tone="danger">
            {words}
          </Notice>
        ))}
      </View>
    </Card>
  )
}
