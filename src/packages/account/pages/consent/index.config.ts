/** Title of the page. */
export default definePageConfig({ navigationBarTitleText: '知情同意' })
