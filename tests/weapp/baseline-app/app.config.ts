/** The smallest Taro app: what the real one's first page is measured against. */
export default defineAppConfig({
  pages: ['pages/home/index'],
  window: { navigationBarTitleText: 'baseline' },
})
