/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '核对记录', enablePullDownRefresh: true })
