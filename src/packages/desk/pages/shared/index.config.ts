/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '请我一起处理的', enablePullDownRefresh: true })
