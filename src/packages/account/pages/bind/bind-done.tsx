/** What came of it: bound, waiting for a yes, or asked of the school. */
import type { Child } from '@contract/account/session'
import Taro from '@tarojs/taro'
import Button from '@/components/button'
import EmptyState from '@/components/empty-state'

export type Outcome = { kind: 'active' | 'pending'; child: Child } | { kind: 'asked' }

const words = (outcome: Outcome): { title: string; text: string } => {
  if (outcome.kind === 'asked')
    return {
      title: '已经提交',
      text: '如果填写的和学校名册一致，学校会收到申请，同意后发消息告诉您。为了保护孩子，填得不一致时这里不会提示；三天还没有消息，请联系班主任。',
    }
  const { name, className, relation } = outcome.child
  if (outcome.kind === 'pending')
    return {
      title: '等待确认',
      text: `${name}的监护人或学校点“同意”后，就能看到${name}的消息。结果会发消息告诉您，现在可以先离开。`,
    }
  return relation === 'self'
    ? { title: `你好，${name}`, text: `${className}。遇到难事，首页下面的按钮随时能找到帮你的老师。` }
    : { title: `已绑定${name}`, text: `${className}。首页可以求助、给学校打电话，学校的回复会发消息告诉您。` }
}

export default function BindDone({ outcome, onAnother }: { outcome: Outcome; onAnother: () => void }) {
  const { title, text } = words(outcome)
  return (
    <>
      <EmptyState
        id={`bind-${outcome.kind}`}
        icon={outcome.kind === 'active' ? 'check-circle' : 'hourglass'}
        title={title}
      >
        {text}
      </EmptyState>
      <Button id="bind-home" onPress={() => void Taro.reLaunch({ url: '/pages/home/index' })}>
        回首页
      </Button>
      <Button id="bind-another" kind="quiet" onPress={onAnother}>
        再绑一个孩子
      </Button>
    </>
  )
}
