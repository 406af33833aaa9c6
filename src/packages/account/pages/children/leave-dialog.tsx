/** Leaving a child: what is lost, what stays, asked once. */
import type { Child } from '@contract/account/session'
import { View } from '@tarojs/components'
import { useSend } from '@/api/use-send'
import Dialog from '@/components/dialog'
import Notice from '@/components/notice'

export type LeaveDialogProps = { child: Child; open: boolean; onClose: () => void; onLeft: () => void }

export default function LeaveDialog({ child, open, onClose, onLeft }: LeaveDialogProps) {
  const { send, isSending, problem, clear } = useSend('account.leaveChild')
  const leave = async () => {
    if (await send({ studentId: child.studentId })) onLeft()
  }
  const isActive = child.status === 'active'
  return (
    <Dialog
      id="leave-dialog"
      open={open}
      title={isActive ? `解除与${child.name}的绑定` : '撤回这次申请'}
      confirm={isActive ? '解除绑定' : '撤回'}
      danger={isActive}
      loading={isSending}
      onConfirm={() => void leave()}
      onCancel={() => {
        clear()
        onClose()
      }}
    >
      <View className="stack">
        <View>
          {isActive
            ? `您将看不到${child.name}的消息，同意也一并撤回。已经提交的求助不受影响，凭查询码仍能查看。以后要再绑定，需要新的绑定码。`
            : '撤回后，以后想绑定需要新的绑定码或重新申请。'}
        </View>
        {problem && (
          <Notice id="leave-problem" tone="danger">
            {problem.message}
          </Notice>
        )}
      </View>
    </Dialog>
  )
}
