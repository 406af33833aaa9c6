/** wx, put together; a name it does not know is remembered as a problem. */
import { BUILTINS } from '../../builtins'
import { journal } from '../journal'
import { canvasApis, canvasDirect } from './canvas'
import { wrapTable } from './convention'
import { deviceApis, deviceDirect } from './device'
import { dialogApis } from './dialogs'
import { eventApis } from './events'
import { fileApis, fileDirect } from './file-system'
import { USER_DATA_PATH } from './files'
import { mediaApis, mediaDirect } from './media'
import { bytesDirect, cloud, networkApis } from './network'
import { privacyApis } from './privacy'
import { queryDirect } from './query'
import { storageApis, storageDirect } from './storage'

/** Names that bundlers and `await` look up without meaning an API. */
const NOT_APIS = new Set(['webpackJsonp', 'then', 'toJSON', 'constructor'])

function watched(table: Record<string, unknown>, prefix: string): Record<string, unknown> {
  return new Proxy(table, {
    get(target, name) {
      if (name in target || typeof name !== 'string' || NOT_APIS.has(name)) return Reflect.get(target, name)
      journal.unknownApis.push(`${prefix}${name}`)
      return undefined
    },
  })
}

const table: Record<string, unknown> = {
  env: { USER_DATA_PATH },
  cloud: watched(cloud, 'cloud.'),
  canIUse: (name: string) => {
    const [first = ''] = name.split('.')
    return first in table || first in BUILTINS
  },
  ...deviceDirect,
  ...storageDirect,
  ...fileDirect,
  ...queryDirect,
  ...canvasDirect,
  ...mediaDirect,
  ...bytesDirect,
  ...eventApis,
  ...wrapTable({
    ...deviceApis,
    ...storageApis,
    ...fileApis,
    ...dialogApis,
    ...networkApis,
    ...mediaApis,
    ...canvasApis,
    ...privacyApis,
  }),
}

export const wx = watched(table, '')

/**
 * Calls an API by name, `cloud.…` included.
 *
 * @throws if wx has no such function
 */
export function callApi(name: string, args: unknown): unknown {
  const [first = '', second] = name.split('.')
  const owner = second === undefined ? wx : (wx[first] as Record<string, unknown>)
  const api = owner[second ?? first]
  if (typeof api !== 'function') throw new Error(`wx.${name} does not exist`)
  return api(args)
}
