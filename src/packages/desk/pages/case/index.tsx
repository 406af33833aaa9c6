/** One case on a phone; the same panel that stands beside the queue on a wide screen. */
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { usePageSession } from '@/api/page-session'
import Screen from '@/components/screen'
import CasePanel from '../../cases/case-panel'
import { useCase } from '../../cases/use-case'
import { useWide } from '../../use-wide'

import '../../desk.scss'
import '../../cases/cases.scss'

export default function Page() {
  const { params } = useRouter()
  const { me, scale } = usePageSession()
  const caseId = params.case ?? ''
  const desk = useCase(caseId, () => {})

  const wide = useWide()
  // Beside whichever list this person has: the desk's own, or what they were asked to help with.
  const page = me?.posts.some(({ role }) => role === 'handler' || role === 'bureau_officer')
    ? 'cases'
    : 'shared'
  useEffect(() => {
    if (wide && me) void Taro.redirectTo({ url: `/packages/desk/pages/${page}/index?case=${caseId}` })
  }, [wide, me, page, caseId])
  const gone = () => void Taro.redirectTo({ url: '/packages/desk/pages/shared/index' })
  usePullDownRefresh(() => void desk.loader.reload().then(() => Taro.stopPullDownRefresh()))
  return (
    <Screen flush scale={scale} title={desk.data ? `个案 ${desk.data.number}` : '个案'} className="case-page">
      <CasePanel desk={desk} caseId={caseId} wide={false} onGone={gone} />
    </Screen>
  )
}
