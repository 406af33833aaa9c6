/** Scanning the code that a browser shows, so that this phone can vouch for it. */
import Taro from '@tarojs/taro'
import { openPage } from '@/api/page-session'
import { showToast } from '@/components/toast'

const code = /^anxin:sign-in:([0-9a-f-]{36})$/

/** Opens the camera; a code that is not ours is told so. */
export const scanSignIn = async (): Promise<void> => {
  const scanned = await Taro.scanCode({ onlyFromCamera: false, scanType: ['qrCode'] }).catch(() => null)
  if (scanned === null) return
  const ticketId = code.exec(scanned.result)?.[1]
  if (ticketId) openPage(`/packages/account/pages/scan-confirm/index?ticket=${ticketId}`)
  else showToast('这不是登录网页版的二维码')
}
