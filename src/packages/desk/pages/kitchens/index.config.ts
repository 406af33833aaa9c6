/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '校园餐', enablePullDownRefresh: true })
