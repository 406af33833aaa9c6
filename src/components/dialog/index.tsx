/** Asks once before something that cannot be undone: says what happens, then two buttons. */
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import Button from '../button'
import Sheet from '../sheet'
import './index.scss'

export type DialogProps = {
  /** The buttons' ids are this with `-confirm` and `-cancel`. */
  id?: string | undefined
  open: boolean
  /** The question: 撤回这条记录？ */
  title: string
  /** What happens, and whether it can be undone. */
  children: ReactNode
  /** The deed in a word, never 确定: 撤回. */
  confirm: string
  /** Default 先不. */
  cancel?: string | undefined
  /** Red button, for what is lost for good. */
  danger?: boolean | undefined
  /** The deed is being done. */
  loading?: boolean | undefined
  onConfirm: () => void
  onCancel: () => void
}

export default function Dialog(props: DialogProps) {
  const { id, open, title, children, confirm, cancel = '先不', danger, loading, onConfirm, onCancel } = props
  return (
    <Sheet
      id={id}
      open={open}
      title={title}
      foot={
        <View className="dialog__buttons">
          <Button id={id && `${id}-cancel`} kind="outline" disabled={loading} onPress={onCancel}>
            {cancel}
          </Button>
          <Button
            id={id && `${id}-confirm`}
            kind={danger ? 'danger' : 'primary'}
            loading={loading}
            onPress={onConfirm}
          >
            {confirm}
          </Button>
        </View>
      }
    >
      <View className="dialog__words">{children}</View>
    </Sheet>
  )
}
