/** Root of the app: loads the styles and hands over to the page. */
import { mergeInternalComponents } from '@tarojs/shared'
import type { PropsWithChildren } from 'react'
import ariaAttributes from './aria-attributes.json'
import './app.scss'

if (process.env.TARO_ENV === 'weapp') {
  require('./styles/weapp.scss')
  mergeInternalComponents(ariaAttributes)
}
if (process.env.TARO_ENV === 'h5') require('./styles/h5.scss')

export default function App({ children }: PropsWithChildren) {
  return children
}
