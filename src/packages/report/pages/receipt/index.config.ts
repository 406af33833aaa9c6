/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '已收到' })
