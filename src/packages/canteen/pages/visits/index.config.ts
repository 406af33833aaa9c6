/** Title and pull to refresh. */
export default definePageConfig({ navigationBarTitleText: '陪餐与看食堂', enablePullDownRefresh: true })
