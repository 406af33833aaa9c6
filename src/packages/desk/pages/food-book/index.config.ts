/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '食物词典', enablePullDownRefresh: true })
