/** A photo of today's real tray, for families: taken here, rid of place and time by the server, replaced by a new one. */
import { mealNames } from '@contract/canteen/menu'
import { dayInChina } from '@contract/china-time'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Notice from '@/components/notice'
import { showToast } from '@/components/toast'
import { choosePicture } from '../choose-picture'
import { sendPieces } from '../send-pieces'
import { useDeed } from '../use-deed'

export default function TrayCard({ schoolId }: { schoolId: number }) {
  const [isThere, setThere] = useState(false)
  const deed = useDeed()
  const servedOn = dayInChina(new Date())
  const take = async () => {
    const picture = await choosePicture()
    if (!picture) return
    await deed.run(`tray ${picture.sizeBytes}`, async (requestId) => {
      const uploadId = await sendPieces(schoolId, 'tray', picture)
      await call('canteen.saveTray', { requestId, schoolId, uploadId, servedOn, meal: 'lunch' })
      setThere(true)
      showToast('家长看得到了', { done: true })
      if (process.env.TARO_ENV === 'weapp') Taro.vibrateShort({ type: 'light', fail: () => {} })
    })
  }
  return (
    <Card id="tray-card">
      <CardHead
        icon="camera"
        tone="canteen"
        title={`今天${mealNames.lunch}的实拍`}
        sub="拍一份学生餐盘，不要拍到人。位置和时间信息会去掉。"
      />
      {deed.problem && <Notice tone="warning">{deed.problem.message}</Notice>}
      <View className="desk-acts desk-gap">
        <Button
          id="tray-take"
          size="small"
          kind="outline"
          loading={deed.doing !== null}
          onPress={() => void take()}
        >
          {isThere ? '换一张' : '拍照或选照片'}
        </Button>
      </View>
    </Card>
  )
}
