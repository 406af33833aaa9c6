/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '监护人' })
