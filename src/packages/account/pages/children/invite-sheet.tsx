/** A code for grandma: to scan, to read out, or to send. */

import { momentWords } from '@contract/time-words'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import Button from '@/components/button'
import QrCode from '@/components/qr-code'
import Sheet from '@/components/sheet'
import { showToast } from '@/components/toast'
import '../../parts/account.scss'

export type Invitation = { code: string; expiresAt: string; childName: string }
export type InviteSheetProps = { invitation: Invitation | null; onClose: () => void }

export default function InviteSheet({ invitation, onClose }: InviteSheetProps) {
  if (invitation === null) return null
  const { code, childName, expiresAt } = invitation
  const copy = () => {
    void Taro.setClipboardData({ data: code }).then(() => showToast('已复制', { done: true }))
  }
  return (
    <Sheet
      id="invite-sheet"
      open
      title={`请家人一起看护${childName}`}
      sub="家人打开安心校园，在“我的 → 绑定孩子”里扫码或输入。提交后还要您在这里点“同意”。"
      onClose={onClose}
      foot={
        <View className="account-buttons">
          <Button id="invite-copy" kind="outline" icon="copy" onPress={copy}>
            复制绑定码
          </Button>
          {process.env.TARO_ENV === 'weapp' ? (
            <Button id="invite-share" icon="send" openType="share">
              发给家人
            </Button>
          ) : (
            <Button id="invite-done" onPress={onClose}>
              好了
            </Button>
          )}
        </View>
      }
    >
      <View className="account-qr">
        <QrCode id="invite-qr" text={`anxin:bind:${code}`} size={180} label={`绑定码 ${code} 的二维码`} />
      </View>
      <View id="invite-code" className="account-code">
        {code}
      </View>
      <View className="note center">{`只能用一次，${momentWords(expiresAt, new Date())}前有效`}</View>
    </Sheet>
  )
}
