/** Who is calling, read from what the network tells and nothing that the body says. */
import type { FastifyRequest } from 'fastify'
import type { Caller } from '../cloudfunctions/platform/services'

const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\//, '微信'],
  [/EdgA?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS/, '鸿蒙'],
  [/Android/, 'Android'],
  [/iPad/, 'iPad'],
  [/iPhone/, 'iPhone'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/Linux|X11/, 'Linux'],
]
const firstMatch = (list: readonly (readonly [RegExp, string])[], agent: string): string | undefined =>
  list.find(([pattern]) => pattern.test(agent))?.[1]

/** "Chrome · Windows"; names what is known and never echoes the agent's own words. */
export const clientLabelOf = (agent: string | undefined): string => {
  const known = [firstMatch(browsers, agent ?? ''), firstMatch(systems, agent ?? '')].filter(Boolean)
  return known.length > 0 ? known.join(' · ') : '未知设备'
}

/** One household or office has a whole /64 of IPv6: limits count it as one address. */
export const limitAddress = (ip: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped) return mapped
  if (!ip.includes(':')) return ip
  const [head = '', tail] = ip.split('%')[0]!.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const middle = tail === undefined ? 0 : 8 - left.length - right.length
  const groups = [...left, ...Array<string>(Math.max(0, middle)).fill('0'), ...right]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}

const tokenOf = (header: string | undefined): string | undefined => {
  if (header === undefined) return undefined
  // A header that is there but cannot be read is a session that does not exist, not a stranger.
  return /^Bearer ([A-Za-z0-9._~+/=-]{1,200})$/i.exec(header)?.[1] ?? ''
}

/** @param trustsWxOpenid true only behind WeChat Cloud Run, which strips these headers from anybody else's request */
export const callerOf = (request: FastifyRequest, trustsWxOpenid: boolean): Caller => {
  const { authorization, 'user-agent': agent } = request.headers
  const openid = request.headers['x-wx-openid']
  const isFromWeChat = trustsWxOpenid && typeof request.headers['x-wx-source'] === 'string'
  const token = tokenOf(authorization)
  return {
    ...(token === undefined ? {} : { token }),
    ...(isFromWeChat && typeof openid === 'string' && openid !== '' ? { openid } : {}),
    address: limitAddress(request.ip),
    clientLabel: clientLabelOf(agent),
    source: 'http',
  }
}
