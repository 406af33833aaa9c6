/** Title of the page. */
export default definePageConfig({
  navigationBarTitleText: '个案',
  enablePullDownRefresh: process.env.TARO_ENV === 'weapp',
})
