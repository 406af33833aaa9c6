/** Messages: what the school and the app have told this person, unread ones first to the eye. */

import { momentWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { useRef } from 'react'
import { goToSignIn, isOwnPath, openPage, usePageSession } from '@/api/page-session'
import Button from '@/components/button'
import Card from '@/components/card'
import EmptyState from '@/components/empty-state'
import Icon from '@/components/icon'
import LoadView from '@/components/load-view'
import Pressable from '@/components/pressable'
import Screen from '@/components/screen'
import SectionTitle from '@/components/section-title'
import AppTabs from '../app-tabs'
import { type Message, useMessages } from './use-messages'
import './index.scss'

const Row = ({ message, onOpen }: { message: Message; onOpen: () => void }) => {
  const leads = message.link !== null && isOwnPath(message.link)
  const when = momentWords(message.sentAt, new Date())
  return (
    <Pressable
      id={`message-${message.messageId}`}
      className="message"
      label={`${message.isRead ? '' : '未读，'}${message.title}，${message.body}，${when}`}
      onPress={onOpen}
    >
      <View className={message.isRead ? 'message__dot message__dot--read' : 'message__dot'} />
      <View className="grow">
        <View className="message__line">
          <Text className={message.isRead ? '' : 'strong'}>{message.title}</Text>
          <Text className="note num">{when}</Text>
        </View>
        <View className="sub">{message.body}</View>
      </View>
      {leads && <Icon name="chevron-right" size="s" className="tone-hint" />}
    </Pressable>
  )
}

export default function MessagesPage() {
  const { status, me, you, scale } = usePageSession()
  const { load, reload, isGrowing, grow, markRead } = useMessages()
  const wasShown = useRef(false)

  useDidShow(() => {
    if (wasShown.current) void reload()
    wasShown.current = true
  })
  usePullDownRefresh(() => void reload().finally(() => Taro.stopPullDownRefresh()))
  useReachBottom(() => void grow())

  const open = (message: Message) => {
    if (!message.isRead) void markRead([message.messageId])
    if (message.link !== null) openPage(message.link)
  }

  return (
    <Screen title="消息" scale={scale} tabBar={<AppTabs current="messages" />}>
      {status === 'anonymous' || (status === 'away' && me === null) ? (
        <EmptyState
          icon="message"
          title="登录后能看到消息"
          action={
            <Button id="sign-in" onPress={() => goToSignIn('/pages/messages/index')}>
              登录
            </Button>
          }
        >
          学校回复求助、家人申请绑定，都会在这里告诉您。
        </EmptyState>
      ) : (
        <LoadView id="messages" load={load} onRetry={() => void reload()} shape="rows" count={5}>
          {({ items, unread, nextCursor }) =>
            items.length === 0 ? (
              <EmptyState id="messages-empty" icon="message" title="还没有消息">
                {`学校有回复、有新进展时，会在这里告诉${you}。`}
              </EmptyState>
            ) : (
              <>
                <SectionTitle
                  title={unread > 0 ? `${unread} 条未读` : '都看过了'}
                  end={
                    unread > 0 && (
                      <Button
                        id="read-all"
                        kind="plain"
                        size="small"
                        icon="check"
                        onPress={() => void markRead(null)}
                      >
                        全部已读
                      </Button>
                    )
                  }
                />
                <Card flush>
                  {items.map((message) => (
                    <Row key={message.messageId} message={message} onOpen={() => open(message)} />
                  ))}
                </Card>
                {nextCursor !== null ? (
                  <Button
                    id="messages-more"
                    kind="quiet"
                    size="small"
                    loading={isGrowing}
                    onPress={() => void grow()}
                  >
                    更早的消息
                  </Button>
                ) : (
                  <View className="note center">没有更早的消息了</View>
                )}
              </>
            )
          }
        </LoadView>
      )}
    </Screen>
  )
}
