/** Names that the build provides: Taro's global macros, styles, images and environment. */
/// <reference types="@tarojs/taro" />

declare module '*.scss'
declare module '*.css'
declare module '*.png' {
  const url: string
  export default url
}
declare module '*.svg' {
  const url: string
  export default url
}

declare namespace NodeJS {
  interface ProcessEnv {
    /** Which platform the code is being built for. */
    TARO_ENV: 'weapp' | 'h5'
    /** How calls reach the server. */
    TARO_APP_TRANSPORT: 'http' | 'cloud' | 'container'
    /** Address in front of every http call; empty for the same origin. */
    TARO_APP_API_BASE: string
    /** Environment of WeChat's cloud. */
    TARO_APP_CLOUD_ENV: string
    /** Version of this build, from package.json. */
    TARO_APP_VERSION: string
  }
}
