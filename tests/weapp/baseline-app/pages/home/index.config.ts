/** One page, so that nothing but Taro itself is measured. */
export default definePageConfig({ navigationBarTitleText: 'baseline' })
