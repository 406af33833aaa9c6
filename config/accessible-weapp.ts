/** Taro plugin: lets role and aria-label reach WeChat, whose templates would drop them. */
import ariaAttributes from '../src/aria-attributes.json'

type Platform = { template?: { mergeComponents?: (ctx: unknown, patch: unknown) => void } }
type Context = { registerMethod: (method: { name: string; fn: (platform: Platform) => void }) => void }

export default (ctx: Context): void => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      platform.template?.mergeComponents?.(ctx, ariaAttributes)
    },
  })
}
