/** The course supermarket for one child: browse, choose, and see the week fill. */

import { currentRound, phaseOf } from '@contract/course/fit'
import Taro, { useDidShow, usePullDownRefresh, useShareAppMessage } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { goToSignIn, openPage, usePageSession } from '@/api/page-session'
import Button from '@/components/button'
import ChildSwitch from '@/components/child-switch'
import EmptyState from '@/components/empty-state'
import LoadView from '@/components/load-view'
import Screen from '@/components/screen'
import { chooseChild } from '@/stores/session'
import MarketView from '../../market-view'
import { useCatalogue } from '../../use-catalogue'
import { isSame, readDraft, savedWishes } from '../../wish-draft'
import '../../course.scss'

const MARKET = '/packages/course/pages/market/index'
type Wishes = { roundId: number; count: number; isChanged: boolean }

export default function Page() {
  const { status, me, child, scale } = usePageSession()
  const children = me?.children.filter((one) => one.status === 'active') ?? []
  const active = child?.status === 'active' ? child : null
  const { load, reload } = useCatalogue(active?.studentId ?? null)
  const [changed, setChanged] = useState<Wishes | null>(null)
  // Coming back from the ranked list starts the page's own list anew.
  const [shows, setShows] = useState(0)
  const wasShown = useRef(false)
  useDidShow(() => {
    if (wasShown.current) void reload().then(() => setShows((before) => before + 1))
    wasShown.current = true
    setChanged(null)
  })
  usePullDownRefresh(() => void reload().finally(() => Taro.stopPullDownRefresh()))
  useShareAppMessage(() => ({ title: '学校的课后服务课程，来看看', path: MARKET }))

  if (me === null && status !== 'unknown')
    return (
      <Screen title="课程超市" scale={scale}>
        <EmptyState
          icon="bag"
          title="登录后选课"
          action={
            <Button id="go-sign-in" onPress={() => goToSignIn(MARKET)}>
              去登录
            </Button>
          }
        >
          能看到孩子学校的课后服务课程。
        </EmptyState>
      </Screen>
    )
  const catalogue = load.state === 'ready' ? load.data : null
  const at = catalogue ? Date.now() + catalogue.clockOffset : 0
  const round = catalogue ? currentRound(catalogue.rounds, at) : null
  const isWishing = round?.kind === 'wishes' && phaseOf(round, at) === 'open'
  const picked =
    catalogue && isWishing
      ? (changed ?? {
          roundId: round.roundId,
          count: readDraft(catalogue.child, round.roundId).length,
          isChanged: !isSame(
            readDraft(catalogue.child, round.roundId),
            savedWishes(catalogue.child, round.roundId),
          ),
        })
      : null
  const isReady = picked !== null && catalogue?.child.consent?.takesPart === true && picked.count > 0
  return (
    <Screen
      title="课程超市"
      scale={scale}
      foot={
        isReady ? (
          <Button
            id="go-wishes"
            onPress={() => openPage(`/packages/course/pages/wishes/index?round=${picked.roundId}`)}
          >
            {picked.isChanged
              ? `排好并提交 ${picked.count} 个志愿`
              : `已提交 ${picked.count} 个志愿，可以再改`}
          </Button>
        ) : undefined
      }
    >
      {children.length > 1 && (
        <ChildSwitch
          items={children.map((one) => ({ id: String(one.studentId), name: one.name, sub: one.className }))}
          current={String(child?.studentId ?? '')}
          onSelect={(id) => {
            setChanged(null)
            chooseChild(Number(id))
          }}
        />
      )}
      {active === null && status === 'ready' ? (
        <EmptyState icon="bag" title="绑定孩子后选课">
          在“我的”里绑定孩子，就能看到学校的课后服务课程。
        </EmptyState>
      ) : (
        <LoadView id="market" load={load} onRetry={() => void reload()} count={3}>
          {(data) =>
            data.term === null ? (
              <EmptyState id="no-term" icon="bag" title="学校还没有公布课程">
                学校公布选课安排后，这里就能看到。
              </EmptyState>
            ) : (
              <MarketView
                key={`${data.child.studentId} ${shows}`}
                catalogue={data}
                onReload={() => void reload()}
                onWishes={setChanged}
              />
            )
          }
        </LoadView>
      )}
    </Screen>
  )
}
