/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '每日总根', enablePullDownRefresh: true })
