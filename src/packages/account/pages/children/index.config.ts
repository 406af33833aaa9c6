/** Title of the page; an invitation can be sent on. */
export default definePageConfig({
  navigationBarTitleText: '家人',
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
})
