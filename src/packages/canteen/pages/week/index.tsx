/** A family's week: what is for lunch, day by day, also with no network if this phone has seen it. */
import { weekOf, weekWords } from '@contract/canteen/week'
import { dayInChina } from '@contract/china-time'
import Taro, { useDidShow, usePullDownRefresh, useRouter, useShareAppMessage } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { loadWeek } from '@/api/menus'
import { goToSignIn, usePageSession } from '@/api/page-session'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import ChildSwitch from '@/components/child-switch'
import EmptyState from '@/components/empty-state'
import LoadView from '@/components/load-view'
import Notice from '@/components/notice'
import Screen from '@/components/screen'
import { chooseChild } from '@/stores/session'
import WeekView from '../../week-view'
import '../../canteen.scss'

const WEEK = '/packages/canteen/pages/week/index'

export default function Page() {
  const { params } = useRouter()
  const { status, me, child, scale } = usePageSession()
  const today = dayInChina(new Date())
  const [weekStartsOn, setWeek] = useState(params.week ?? weekOf(params.day ?? today))
  const [chosen, setDay] = useState<string | null>(params.day ?? null)
  const children = me?.children.filter((one) => one.status === 'active') ?? []
  // A notice names the school: then the child who goes there is meant.
  const named = params.school ? Number(params.school) : null
  const atSchool = named === null || child?.schoolId === named ? child : null
  const mine = atSchool ?? children.find((one) => one.schoolId === named) ?? null
  const schoolId = mine?.schoolId ?? named
  const { load, reload } = useLoad(
    me && schoolId !== null ? () => loadWeek(me.userId, schoolId, weekStartsOn, mine !== null) : null,
    [me?.userId, schoolId, weekStartsOn, mine?.studentId],
  )
  const wasShown = useRef(false)
  useDidShow(() => {
    if (wasShown.current) void reload()
    wasShown.current = true
  })
  usePullDownRefresh(() => void reload().finally(() => Taro.stopPullDownRefresh()))
  // What is shared names neither the child nor what they must avoid.
  useShareAppMessage(() => ({
    title: `${weekWords(weekStartsOn)}学校的食谱`,
    path: `${WEEK}?week=${weekStartsOn}`,
  }))

  if (me === null && status !== 'unknown')
    return (
      <Screen title="一周食谱" scale={scale}>
        <EmptyState
          icon="bowl"
          title="登录后看食谱"
          action={
            <Button id="go-sign-in" onPress={() => goToSignIn(WEEK)}>
              去登录
            </Button>
          }
        >
          能看到孩子学校每天吃什么。
        </EmptyState>
      </Screen>
    )
  return (
    <Screen title="一周食谱" scale={scale}>
      {named === null && children.length > 1 && (
        <ChildSwitch
          items={children.map((one) => ({ id: String(one.studentId), name: one.name, sub: one.className }))}
          current={String(child?.studentId ?? '')}
          onSelect={(id) => chooseChild(Number(id))}
        />
      )}
      {schoolId === null && status !== 'unknown' ? (
        <EmptyState icon="bowl" title="绑定孩子后看食谱">
          在“我的”里绑定孩子，就能看到学校每天吃什么。
        </EmptyState>
      ) : (
        <LoadView id="week" load={load} onRetry={() => void reload()} count={2}>
          {({ week, allergies, isKept }) => (
            <>
              {isKept && (
                <Notice
                  id="week-kept"
                  tone="warning"
                  icon="cloud-off"
                  action="重试"
                  onAction={() => void reload()}
                >
                  网络断开了，这是上次看到的食谱。
                </Notice>
              )}
              <WeekView
                week={week}
                child={mine}
                allergies={mine ? (allergies[mine.studentId] ?? null) : null}
                isKept={isKept}
                weekStartsOn={weekStartsOn}
                day={chosen}
                today={today}
                onDay={setDay}
                onWeek={(next) => {
                  setWeek(next)
                  setDay(null)
                }}
              />
            </>
          )}
        </LoadView>
      )}
    </Screen>
  )
}
