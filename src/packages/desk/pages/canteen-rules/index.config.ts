/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '食谱规则', enablePullDownRefresh: true })
