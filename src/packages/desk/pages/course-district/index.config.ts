/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '各校课程', enablePullDownRefresh: true })
