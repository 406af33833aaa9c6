/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '求助电话', enablePullDownRefresh: true })
