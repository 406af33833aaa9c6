/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '安心校园' })
