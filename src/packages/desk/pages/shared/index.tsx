/** What colleagues ask this person to help with, and for a head what is late: list, and beside it where there is room the case. */
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import { openPage } from '@/api/page-session'
import EmptyState from '@/components/empty-state'
import { showToast } from '@/components/toast'
import CasePanel from '../../cases/case-panel'
import { useCase } from '../../cases/use-case'
import DeskFrame from '../../desk-frame'
import Loaded from '../../loaded'
import SharedList from '../../shared/shared-list'
import { useShared } from '../../shared/use-shared'
import { useDeed } from '../../use-deed'
import { useWide } from '../../use-wide'
import '../../cases/cases.scss'

export default function Page() {
  const { params } = useRouter()
  const wide = useWide()
  const { loader, more, isLoadingMore } = useShared()
  const deed = useDeed()
  const [current, setCurrent] = useState<string | null>(params.case ?? null)
  const cases = loader.load.state === 'ready' ? loader.load.data.cases : []
  const shown = current ?? (wide ? (cases[0]?.caseId ?? null) : null)
  usePullDownRefresh(() => void loader.reload().then(() => Taro.stopPullDownRefresh()))

  const open = (caseId: string) => {
    if (wide) setCurrent(caseId)
    else openPage(`/packages/desk/pages/case/index?case=${caseId}`)
  }
  const answer = async (invitationId: string, accepts: boolean) => {
    let opened: string | null = null
    const isDone = await deed.run(`${invitationId} ${accepts}`, async (requestId) => {
      opened = (await call('report.answerInvitation', { requestId, invitationId, accepts })).caseId
    })
    // Taken back meanwhile: the list says so by itself.
    await loader.reload()
    if (!isDone) return
    showToast(accepts ? '已加入' : '已答复', { done: true })
    if (opened !== null) open(opened)
  }
  const gone = () => {
    setCurrent(null)
    void loader.reload()
  }
  return (
    <DeskFrame current="shared" title="请我一起处理的" place="" bare>
      <View className="cases">
        <View className="cases__queue">
          <Loaded of={loader}>
            {(data) => (
              <SharedList
                data={data}
                deed={deed}
                current={wide ? shown : null}
                isLoadingMore={isLoadingMore}
                onOpen={open}
                onAnswer={(invitationId, accepts) => void answer(invitationId, accepts)}
                onMore={() => void more()}
              />
            )}
          </Loaded>
        </View>
        {wide && (
          <View className="cases__case">
            {shown ? (
              <OpenCase key={shown} caseId={shown} onChanged={() => void loader.reload()} onGone={gone} />
            ) : (
              <EmptyState icon="users" title="选一件个案">
                接受邀请以后，在左边的列表里点开。
              </EmptyState>
            )}
          </View>
        )}
      </View>
    </DeskFrame>
  )
}

function OpenCase(props: { caseId: string; onChanged: () => void; onGone: () => void }) {
  const desk = useCase(props.caseId, props.onChanged)
  return <CasePanel desk={desk} caseId={props.caseId} wide onGone={props.onGone} />
}
