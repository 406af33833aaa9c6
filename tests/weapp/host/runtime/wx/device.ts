/** The phone and the WeChat client around the app: what it is, and what it can be asked to do. */
import { session, topPage } from '../session'
import { STATUS_BAR_HEIGHT } from '../shell'
import { type ApiTable, type DirectTable, type Run, withConvention } from './convention'
import { mocked } from './network'
import { afterConsent } from './privacy'

const HOME_INDICATOR_HEIGHT = 34

const info = () => ({
  brand: 'iPhone',
  model: 'iPhone 15',
  pixelRatio: devicePixelRatio,
  screenWidth: innerWidth,
  screenHeight: innerHeight,
  windowWidth: innerWidth,
  windowHeight: topPage()?.box.clientHeight || innerHeight,
  screenTop: 0,
  statusBarHeight: STATUS_BAR_HEIGHT,
  safeArea: {
    left: 0,
    right: innerWidth,
    top: STATUS_BAR_HEIGHT,
    bottom: innerHeight - HOME_INDICATOR_HEIGHT,
    width: innerWidth,
    height: innerHeight - STATUS_BAR_HEIGHT - HOME_INDICATOR_HEIGHT,
  },
  language: 'zh_CN',
  version: '8.0.60',
  system: 'iOS 17.0',
  platform: 'ios',
  SDKVersion: '3.8.12',
  host: { appId: '', env: 'WeChat' },
  fontSizeSetting: 16,
  fontSizeScaleFactor: 1,
  theme: 'light',
  benchmarkLevel: 50,
  enableDebug: false,
  ...session.system,
})

const capsule = () => {
  const top = STATUS_BAR_HEIGHT + 6
  return { width: 87, height: 32, top, bottom: top + 32, left: innerWidth - 94, right: innerWidth - 7 }
}

const silent = () => ({
  log() {},
  info() {},
  warn() {},
  error() {},
  debug() {},
  setFilterMsg() {},
  addFilterMsg() {},
})

const randomValues: Run = ({ length }) => ({
  randomValues: crypto.getRandomValues(new Uint8Array(Number(length))).buffer,
})

export const deviceDirect: DirectTable = {
  getSystemInfoSync: info,
  getWindowInfo: info,
  getDeviceInfo: info,
  getAppBaseInfo: info,
  getSystemSetting: () => ({ bluetoothEnabled: true, locationEnabled: true, wifiEnabled: true }),
  getAppAuthorizeSetting: () => ({ cameraAuthorized: 'authorized', albumAuthorized: 'authorized' }),
  getMenuButtonBoundingClientRect: capsule,
  getLaunchOptionsSync: () => session.launchOptions,
  getEnterOptionsSync: () => session.launchOptions,
  getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
  getUpdateManager: () => ({
    onCheckForUpdate() {},
    onUpdateReady() {},
    onUpdateFailed() {},
    applyUpdate() {},
  }),
  getUserCryptoManager: () => ({ getRandomValues: withConvention('getRandomValues', randomValues) }),
  getLogManager: silent,
  getRealtimeLogManager: silent,
  reportEvent: () => undefined,
  nextTick: (run: () => void) => void setTimeout(run),
}

let clipboard = ''

const nothing = () => undefined

export const deviceApis: ApiTable = {
  getSystemInfo: info,
  getSystemInfoAsync: info,
  setClipboardData: afterConsent(({ data }) => {
    clipboard = String(data)
  }),
  getClipboardData: afterConsent(() => ({ data: clipboard })),
  makePhoneCall: mocked('makePhoneCall', nothing),
  scanCode: afterConsent(mocked('scanCode')),
  requestSubscribeMessage: mocked('requestSubscribeMessage'),
  requestPayment: mocked('requestPayment'),
  getLocation: afterConsent(mocked('getLocation')),
  chooseLocation: afterConsent(mocked('chooseLocation')),
  openLocation: mocked('openLocation', nothing),
  getUserProfile: mocked('getUserProfile'),
  getUserInfo: mocked('getUserInfo'),
  getSetting: mocked('getSetting', () => ({ authSetting: {} })),
  openSetting: mocked('openSetting', () => ({ authSetting: {} })),
  authorize: mocked('authorize', nothing),
  navigateToMiniProgram: mocked('navigateToMiniProgram', nothing),
  exitMiniProgram: mocked('exitMiniProgram', nothing),
  restartMiniProgram: mocked('restartMiniProgram', nothing),
  openCustomerServiceChat: mocked('openCustomerServiceChat', nothing),
  loadFontFace: mocked('loadFontFace'),
  getRandomValues: randomValues,
}
