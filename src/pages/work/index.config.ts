/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '工作台' })
