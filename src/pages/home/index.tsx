/** Home: is my child all right, what is the school doing about it, and whom to ring. */
import Taro, { useDidShow, usePullDownRefresh, useShareAppMessage } from '@tarojs/taro'
import { useCallback, useRef } from 'react'
import { ring } from '@/api/hotlines'
import { goToSignIn, openPage, usePageSession } from '@/api/page-session'
import Card from '@/components/card'
import ChildSwitch from '@/components/child-switch'
import ListRow from '@/components/list-row'
import LoadView from '@/components/load-view'
import Notice from '@/components/notice'
import Screen from '@/components/screen'
import SectionTitle from '@/components/section-title'
import Skeleton from '@/components/skeleton'
import { chooseChild, refreshSession } from '@/stores/session'
import AppTabs from '../app-tabs'
import AfterHelp from './after-help'
import CourseCard from './course-card'
import Help, { HOTLINES } from './help'
import LunchCard from './lunch-card'
import ReportCard, { liveReports } from './report-card'
import SchoolCard from './school-card'
import TipLine from './tip-line'
import { type HomeData, useHome } from './use-home'
import { useWaitingReports } from './use-waiting-reports'
import { BindCard, DeskCard, SignInCard, WithoutAccount } from './welcome'
import './index.scss'

const RECEIPT = '/packages/report/pages/receipt/index'
const MY_REPORTS = '/packages/report/pages/mine/index'
const HOMEWORK = '/packages/homework/pages/log/index'
const CHILDREN = '/packages/account/pages/children/index'

export default function HomePage() {
  const { status, me, child, isStaff, isPupil, you, scale } = usePageSession()
  const { load, reload } = useHome()
  const wasShown = useRef(false)
  const whenFiled = useCallback(() => void reload(), [reload])
  const { count: waitingReports, unseen } = useWaitingReports(whenFiled)

  const refresh = async () => {
    await refreshSession()
    await reload()
  }
  useDidShow(() => {
    if (wasShown.current && status !== 'unknown') void refresh()
    wasShown.current = true
  })
  usePullDownRefresh(() => void refresh().finally(() => Taro.stopPullDownRefresh()))
  useShareAppMessage(() => ({ title: '孩子在学校遇到难事，可以在这里求助', path: '/pages/home/index' }))

  const openHotlines = () => openPage(HOTLINES)
  const withoutAccount = <WithoutAccount onReceipt={() => openPage(RECEIPT)} onHotlines={openHotlines} />
  const unconsented = me?.children.find((one) => !one.isConsented && one.status === 'active')
  const asked = me?.children.find((one) => one.status === 'pending')

  const cards = (data: HomeData) => (
    <>
      {data.waiting.map((one) => (
        <Notice
          key={one.guardianshipId}
          id="guardian-waiting"
          tone="warning"
          icon="users"
          action="去看看"
          onAction={() => openPage(CHILDREN)}
        >
          {`${one.name || '一位家人'}想成为${one.childName}的监护人，等您同意。`}
        </Notice>
      ))}
      {liveReports(data.reports).length > 0 ? (
        <ReportCard reports={data.reports} you={you} onOpen={() => openPage(MY_REPORTS)} />
      ) : (
        <AfterHelp you={you} />
      )}
      {data.school && <SchoolCard school={data.school} onCall={ring} onAll={openHotlines} />}
    </>
  )

  return (
    <Screen
      title="安心校园"
      scale={scale}
      dock={
        <Help
          child={child}
          schoolPhone={load.state === 'ready' ? load.data.school?.phones[0]?.phone : undefined}
        />
      }
      tabBar={<AppTabs current="home" />}
    >
      {me && me.children.length > 0 && (
        <ChildSwitch
          items={me.children.map((one) => ({
            id: String(one.studentId),
            name: one.name,
            sub: one.className,
          }))}
          current={String(child?.studentId ?? '')}
          onSelect={(id) => chooseChild(Number(id))}
        />
      )}
      {isPupil && me?.self && (
        <SectionTitle
          large
          title={`${me.self.name}，你好`}
          sub={`${me.self.schoolName} ${me.self.className}`}
        />
      )}
      {status === 'away' && (
        <Notice id="offline" tone="warning" icon="cloud-off" action="重试" onAction={() => void refresh()}>
          网络断开了，{me ? '这里是上次的内容。' : '连上后可以登录。'}电话和求助照常可用。
        </Notice>
      )}
      {waitingReports > 0 && (
        <Notice
          id="report-waiting"
          tone="warning"
          icon="cloud-off"
          action="去看看"
          onAction={() => openPage(MY_REPORTS)}
        >
          {`有 ${waitingReports} 条求助还没发出，内容在这部手机里，连上网络后会自动提交。`}
        </Notice>
      )}
      {unseen[0] && (
        <Notice
          id="receipt-unseen"
          tone="ok"
          action="看查询码"
          onAction={() => openPage(unseen.length > 1 ? MY_REPORTS : `${RECEIPT}?case=${unseen[0]?.caseId}`)}
        >
          求助已发出。以后查看要用查询码，请抄下来。
        </Notice>
      )}
      {unconsented && (
        <Notice
          id="consent-missing"
          tone="info"
          action="去看看"
          onAction={() => openPage('/packages/account/pages/consent/index')}
        >
          {`${unconsented.name}的个人信息说明还没有同意，同意前只能求助。`}
        </Notice>
      )}
      {asked && (
        <Notice id="binding-pending" tone="quiet" icon="hourglass">
          {`${asked.name}的绑定在等学校或家人确认，确认后会发消息告诉您。`}
        </Notice>
      )}
      {status === 'unknown' && me === null && <Skeleton count={2} />}
      {status === 'anonymous' && (
        <>
          <SignInCard onSignIn={() => goToSignIn()} />
          {withoutAccount}
          <AfterHelp you={you} />
        </>
      )}
      {status === 'away' && (
        <>
          {withoutAccount}
          <AfterHelp you={you} />
        </>
      )}
      {me && isStaff && <DeskCard posts={me.posts} onOpen={() => openPage('/pages/work/index')} />}
      {me && me.children.length === 0 && !isPupil && !isStaff && (
        <BindCard onBind={() => openPage('/packages/account/pages/bind/index')} />
      )}
      {me && child?.status === 'active' && <LunchCard userId={me.userId} child={child} />}
      {child?.status === 'active' && (
        <Card flush>
          <ListRow
            id="homework"
            icon="homework"
            tone="homework"
            title="作业记录"
            sub="计时或填分钟，不影响任何评价"
            onPress={() => openPage(HOMEWORK)}
          />
        </Card>
      )}
      {me && child?.status === 'active' && <CourseCard key={child.studentId} child={child} />}
      {me && status !== 'away' && (
        <LoadView id="home" load={load} onRetry={() => void reload()} count={2}>
          {cards}
        </LoadView>
      )}
      <TipLine />
    </Screen>
  )
}
