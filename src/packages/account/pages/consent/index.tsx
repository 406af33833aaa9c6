/** Consent: the whole wording, and for each child given or withdrawn, one as easily as the other. */

import type { Child } from '@contract/account/session'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { usePageSession } from '@/api/page-session'
import { useLoad } from '@/api/use-load'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Dialog from '@/components/dialog'
import LoadView from '@/components/load-view'
import Notice from '@/components/notice'
import Screen from '@/components/screen'
import Tag from '@/components/tag'
import { showToast } from '@/components/toast'
import { refreshSession } from '@/stores/session'
import { ConsentParagraphs } from '../../parts/consent-text'

const ConsentOfChild = ({ child, version }: { child: Child; version: string }) => {
  const [isAsked, setAsked] = useState(false)
  const give = useSend('account.giveConsent')
  const withdraw = useSend('account.withdrawConsent')

  const say = async () => {
    if (!(await give.send({ studentId: child.studentId, version }))) return
    await refreshSession()
    showToast('已同意', { done: true })
  }
  const takeBack = async () => {
    const done = await withdraw.send({ studentId: child.studentId })
    setAsked(false)
    if (!done) return
    await refreshSession()
    showToast('已撤回', { done: true })
  }
  const problem = give.problem ?? withdraw.problem

  return (
    <Card id={`consent-${child.studentId}`}>
      <CardHead
        icon="user"
        title={child.name}
        sub={`${child.schoolName} ${child.className}`}
        mark={
          child.isConsented ? (
            <Tag tone="ok" icon="check">
              已同意
            </Tag>
          ) : (
            <Tag tone="warning">还没同意</Tag>
          )
        }
      />
      {problem && (
        <Notice id="consent-problem" tone="danger" className="account-action">
          {problem.message}
        </Notice>
      )}
      <View className="account-action">
        {child.isConsented ? (
          <Button
            id={`withdraw-${child.studentId}`}
            kind="outline"
            loading={withdraw.isSending}
            onPress={() => setAsked(true)}
          >
            撤回同意
          </Button>
        ) : (
          <Button id={`consent-give-${child.studentId}`} loading={give.isSending} onPress={() => void say()}>
            我看过了，同意
          </Button>
        )}
      </View>
      <Dialog
        id="withdraw-dialog"
        open={isAsked}
        title={`撤回对${child.name}的同意`}
        confirm="撤回同意"
        danger
        loading={withdraw.isSending}
        onConfirm={() => void takeBack()}
        onCancel={() => setAsked(false)}
      >
        撤回后，求助和热线照常可用，其他服务会停下，直到您再次同意。撤回以前已经做的处理仍然有效。
      </Dialog>
    </Card>
  )
}

export default function ConsentPage() {
  const { me, isPupil, scale } = usePageSession()
  const { load, reload } = useLoad(() => call('account.getConsent', {}), [])
  return (
    <Screen title="知情同意" scale={scale}>
      <LoadView id="consent" load={load} onRetry={() => void reload()}>
        {(consent) => (
          <>
            {me?.children.map((child) => (
              <ConsentOfChild key={child.studentId} child={child} version={consent.version} />
            ))}
            {isPupil && (
              <Notice tone="brand">
                {me?.self?.isConsented
                  ? '你的监护人已经同意。你也可以读一读下面的话。'
                  : '这一页要由你的监护人同意。没有同意，你照样可以求助。'}
              </Notice>
            )}
            <Card>
              <ConsentParagraphs consent={consent} />
            </Card>
          </>
        )}
      </LoadView>
    </Screen>
  )
}
