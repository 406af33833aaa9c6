/** My data: see it, take it away, or have the account deleted. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { usePageSession } from '@/api/page-session'
import Button from '@/components/button'
import Card from '@/components/card'
import EmptyState from '@/components/empty-state'
import Icon from '@/components/icon'
import Screen from '@/components/screen'
import SignedIn from '../../parts/signed-in'
import DeleteAccount from './delete-account'
import ExportData from './export-data'
import '../../parts/account.scss'
import './index.scss'

export default function MyDataPage() {
  const { scale } = usePageSession()
  const [kept, setKept] = useState<string[] | null>(null)
  return (
    <Screen title="我的数据" scale={scale}>
      {kept ? (
        <>
          <EmptyState id="deleted" icon="check-circle" title="账号已删除">
            您的账号信息和绑定都删掉了。下面这些，法律要求学校继续保存：
          </EmptyState>
          <Card>
            <View className="stack">
              {kept.map((sentence) => (
                <View key={sentence} className="account-point">
                  <Icon name="lock" size="s" className="tone-safety" />
                  <View className="grow">{sentence}</View>
                </View>
              ))}
            </View>
          </Card>
          <Button id="deleted-home" onPress={() => void Taro.reLaunch({ url: '/pages/home/index' })}>
            回首页
          </Button>
        </>
      ) : (
        <SignedIn here="/packages/account/pages/my-data/index" why="登录后能查看和带走您的数据。">
          {() => (
            <>
              <ExportData />
              <DeleteAccount onDeleted={setKept} />
            </>
          )}
        </SignedIn>
      )}
    </Screen>
  )
}
