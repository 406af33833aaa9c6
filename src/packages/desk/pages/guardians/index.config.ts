/** Title of the page. */
export default definePageConfig({
  navigationBarTitleText: '监护人',
  enablePullDownRefresh: process.env.TARO_ENV === 'weapp',
})
