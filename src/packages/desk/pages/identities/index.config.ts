/** Title of the page. */
export default definePageConfig({
  navigationBarTitleText: '查看身份的申请',
  enablePullDownRefresh: process.env.TARO_ENV === 'weapp',
})
