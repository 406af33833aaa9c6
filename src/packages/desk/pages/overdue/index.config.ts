/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '逾期个案', enablePullDownRefresh: true })
