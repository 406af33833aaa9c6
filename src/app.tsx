/** Root of the app: wakes the session, keeps the hotlines fresh, loads the styles and hands over to the page. */
import { mergeInternalComponents } from '@tarojs/shared'
import Taro, { useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { prepareRandom } from '@/api/call'
import { refreshHotlines } from '@/api/hotlines'
import { sendWaitingReports } from '@/outbox/waiting-reports'
import { refreshSession, useSession } from '@/stores/session'
import ariaAttributes from './aria-attributes.json'
import './app.scss'

if (process.env.TARO_ENV === 'weapp') {
  require('./styles/weapp.scss')
  mergeInternalComponents(ariaAttributes)
}
if (process.env.TARO_ENV === 'h5') require('./styles/h5.scss')

const isCloud = process.env.TARO_APP_TRANSPORT === 'cloud' || process.env.TARO_APP_TRANSPORT === 'container'

/** Schools whose numbers this person may need. */
const mySchoolIds = (): number[] => {
  const { me } = useSession.getState()
  const ids = [...(me?.children ?? []), me?.self, ...(me?.posts ?? [])].map((tie) => tie?.schoolId ?? null)
  return ids.filter((id) => id !== null)
}

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    if (process.env.TARO_ENV === 'weapp' && isCloud)
      Taro.cloud.init(process.env.TARO_APP_CLOUD_ENV ? { env: process.env.TARO_APP_CLOUD_ENV } : {})
    prepareRandom()
    void refreshSession().then(() => {
      void refreshHotlines(mySchoolIds()).catch(() => {})
      void sendWaitingReports()
    })
  })
  return children
}
