/** The window of a draw's result and its check. */
export default definePageConfig({ navigationBarTitleText: '摇号结果' })
