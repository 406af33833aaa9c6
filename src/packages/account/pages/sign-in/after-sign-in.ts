/** Where a person goes once they are signed in. */
import type { Me } from '@contract/account/session'
import Taro from '@tarojs/taro'
import { isOwnPath, isWide } from '@/api/page-session'

/**
 * @param next where they were going; anything that is no page of this app is not followed
 */
export const leaveSignIn = (me: Me, next: string | undefined): void => {
  const asked = next ? decodeURIComponent(next) : ''
  const home = me.posts.length > 0 && isWide() ? '/pages/work/index' : '/pages/home/index'
  void Taro.reLaunch({ url: isOwnPath(asked) ? asked : home })
}
