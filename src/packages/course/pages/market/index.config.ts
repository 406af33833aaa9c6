/** The catalogue's window. */
export default definePageConfig({
  navigationBarTitleText: '课程超市',
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
})
