/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '统计' })
