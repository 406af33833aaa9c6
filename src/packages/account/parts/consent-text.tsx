/** The guardian's consent: three sentences that matter, and the whole text under one tap. */

import type { OutputOf } from '@contract/routes'
import { dayWords } from '@contract/time-words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import Button from '@/components/button'
import Card from '@/components/card'
import Icon from '@/components/icon'
import './account.scss'

export type Consent = OutputOf<'account.getConsent'>

const short = [
  '只记办事要用的：孩子的姓名、班级，和您主动写下的内容。',
  '求助人的身份单独封存，经办老师看不到；打开要写理由，并且会告诉求助人。',
  '随时可以撤回同意、查看、导出和删除。不同意也能求助。',
]

export const ConsentParagraphs = ({ consent }: { consent: Consent }) => (
  <View className="stack">
    {consent.paragraphs.map((paragraph) => (
      <View key={paragraph.title}>
        <View className="strong">{paragraph.title}</View>
        <View className="sub">{paragraph.text}</View>
      </View>
    ))}
    <View className="note">{`版本 ${consent.version}，${dayWords(consent.publishedOn, new Date())}公布`}</View>
  </View>
)

export default function ConsentText({ consent }: { consent: Consent }) {
  const [isWhole, setWhole] = useState(false)
  return (
    <Card id="consent-text">
      <View className="title">个人信息说明</View>
      <View className="stack account-points">
        {short.map((sentence) => (
          <View key={sentence} className="account-point">
            <Icon name="check" size="s" className="tone-ok" />
            <View className="grow">{sentence}</View>
          </View>
        ))}
      </View>
      <Button id="consent-whole" kind="plain" size="small" onPress={() => setWhole(!isWhole)}>
        {isWhole ? '收起全文' : '看全文'}
      </Button>
      {isWhole && <ConsentParagraphs consent={consent} />}
    </Card>
  )
}
