/** The window of the ranked wishes. */
export default definePageConfig({ navigationBarTitleText: '我的志愿' })
