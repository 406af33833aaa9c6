/** What stands on the page until a child may be logged for: sign in, bind, wait, or a guardian's consent. */
import type { HomeworkWeek } from '@contract/homework/homework'
import { View } from '@tarojs/components'
import { goToSignIn, openPage, type PageSession } from '@/api/page-session'
import type { Load } from '@/api/use-load'
import Button from '@/components/button'
import ChildSwitch from '@/components/child-switch'
import EmptyState from '@/components/empty-state'
import Screen from '@/components/screen'
import Skeleton from '@/components/skeleton'
import { chooseChild } from '@/stores/session'

export type GateProps = { session: PageSession; page: string; title: string }

/** True where the server said that no guardian of the child has consented. */
export const isUnconsented = (load: Load<HomeworkWeek>): boolean =>
  load.state === 'failed' && load.problem.code === 'consent.required'

const Words = ({ session, page }: Omit<GateProps, 'title'>) => {
  const { status, child, isPupil } = session
  if (status === 'anonymous')
    return (
      <EmptyState
        icon="homework"
        title="登录后记作业"
        action={
          <Button id="go-sign-in" onPress={() => goToSignIn(page)}>
            去登录
          </Button>
        }
      >
        记下每晚写作业的时间，看看有没有超过规定。记不记都可以。
      </EmptyState>
    )
  if (child === null)
    return (
      <EmptyState
        icon="homework"
        title="绑定孩子后记作业"
        action={
          <Button id="go-bind" onPress={() => openPage('/packages/account/pages/bind/index')}>
            去绑定
          </Button>
        }
      >
        记下每晚写作业的时间，看看有没有超过规定。记不记都可以。
      </EmptyState>
    )
  if (child.status !== 'active')
    return (
      <EmptyState icon="hourglass" title="绑定还在等确认">
        学校或家人确认后，就可以记作业了。
      </EmptyState>
    )
  if (isPupil)
    return (
      <EmptyState id="consent-needed" icon="homework" title="要家长先同意">
        请家长在自己的手机上打开“个人信息说明”，同意以后你就可以记作业了。
      </EmptyState>
    )
  return (
    <EmptyState
      id="consent-needed"
      icon="homework"
      title="要您先同意个人信息说明"
      action={
        <Button id="go-consent" onPress={() => openPage('/packages/account/pages/consent/index')}>
          去看说明
        </Button>
      }
    >
      {`记作业要保存${child.name}每晚的分钟数，同意后才会保存。`}
    </EmptyState>
  )
}

export default function Gate({ session, page, title }: GateProps) {
  const { status, me, child, scale } = session
  return (
    <Screen title={title} scale={scale}>
      {me && me.children.length > 1 && (
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
      <View>
        {status === 'unknown' && me === null ? (
          <Skeleton count={2} />
        ) : (
          <Words session={session} page={page} />
        )}
      </View>
    </Screen>
  )
}
