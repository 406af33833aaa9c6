/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '教职工' })
