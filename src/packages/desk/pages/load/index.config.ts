/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '作业负担', enablePullDownRefresh: true })
