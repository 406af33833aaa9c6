/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '扫码登录' })
