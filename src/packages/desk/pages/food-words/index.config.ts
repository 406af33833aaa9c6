/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '新词审核', enablePullDownRefresh: true })
