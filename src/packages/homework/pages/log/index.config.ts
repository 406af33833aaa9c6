export default definePageConfig({ navigationBarTitleText: '作业记录', enablePullDownRefresh: true })
