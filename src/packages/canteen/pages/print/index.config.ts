/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '一周食谱' })
