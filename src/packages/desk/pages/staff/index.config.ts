/** Title of the page. */
export default definePageConfig({
  navigationBarTitleText: '教职工',
  enablePullDownRefresh: process.env.TARO_ENV === 'weapp',
})
