/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '求助与举报' })
