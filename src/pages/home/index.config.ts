/** Title of the page. */
export default definePageConfig({
  navigationBarTitleText: '安心校园',
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
})
