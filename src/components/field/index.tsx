/** A question of a form: label, control, hint, and what is wrong with the answer. */
import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { given } from '../given'
import Icon from '../icon'
import './index.scss'

export type FieldProps = {
  id?: string | undefined
  label: string
  /** Why it is asked, or how to answer. */
  hint?: ReactNode
  /** What is wrong and how to mend it; replaces the hint. */
  error?: string | undefined
  /** Marks the label with 必填. */
  required?: boolean | undefined
  /** Marks the label with 选填. */
  optional?: boolean | undefined
  children: ReactNode
}

export default function Field({ id, label, hint, error, required, optional, children }: FieldProps) {
  return (
    <View {...given({ id })} className="field">
      <View className="field__label">
        <Text className="field__name">{label}</Text>
        {required && <Text className="field__must">必填</Text>}
        {optional && <Text className="field__must">选填</Text>}
      </View>
      {children}
      {error ? (
        <View className="field__error" {...(process.env.TARO_ENV === 'h5' ? { role: 'alert' } : {})}>
          <Icon name="alert" size="s" />
          <Text>{error}</Text>
        </View>
      ) : (
        hint && <View className="field__hint">{hint}</View>
      )}
    </View>
  )
}
