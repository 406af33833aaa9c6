/** WeChat's server SDK, started once per instance, seen through the few doors we use. */
import cloud from 'wx-server-sdk'
import type { CloudStorage } from './files/cloud'
import type { WxContext } from './wx-context'

/** @returns the context of the running call, and the environment's storage */
export const openWxSdk = (): { context: () => WxContext; storage: CloudStorage } => {
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV } as unknown as Parameters<typeof cloud.init>[0])
  return {
    context: () => cloud.getWXContext() as WxContext,
    storage: cloud as unknown as CloudStorage,
  }
}
