/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '陪餐与到访', enablePullDownRefresh: true })
