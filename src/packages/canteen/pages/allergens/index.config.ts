/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '过敏的食物' })
