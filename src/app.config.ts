/** Pages, packages and window of the app, for WeChat and the browser alike. */
export default defineAppConfig({
  pages: ['pages/home/index', 'pages/messages/index', 'pages/mine/index', 'pages/work/index'],
  subPackages: [
    {
      root: 'packages/report',
      name: 'report',
      pages: [
        'pages/submit/index',
        'pages/receipt/index',
        'pages/progress/index',
        'pages/mine/index',
        'pages/check/index',
        'pages/roots/index',
      ],
    },
    { root: 'packages/safety', name: 'safety', pages: ['pages/hotlines/index'] },
    {
      root: 'packages/canteen',
      name: 'canteen',
      pages: ['pages/week/index', 'pages/allergens/index', 'pages/survey/index', 'pages/print/index'],
    },
    {
      root: 'packages/account',
      name: 'account',
      pages: [
        'pages/sign-in/index',
        'pages/bind/index',
        'pages/children/index',
        'pages/consent/index',
        'pages/privacy/index',
        'pages/sessions/index',
        'pages/my-data/index',
        'pages/scan-confirm/index',
      ],
    },
    {
      root: 'packages/desk',
      name: 'desk',
      pages: [
        'pages/cases/index',
        'pages/case/index',
        'pages/statistics/index',
        'pages/menu/index',
        'pages/kitchens/index',
        'pages/rosters/index',
        'pages/binding-sheet/index',
        'pages/school/index',
        'pages/staff/index',
        'pages/guardians/index',
        'pages/identities/index',
        'pages/calendar/index',
      ],
    },
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['report', 'safety', 'canteen'] },
    'pages/work/index': { network: 'wifi', packages: ['desk'] },
  },
  window: {
    navigationStyle: 'default',
    navigationBarTitleText: '安心校园',
    navigationBarBackgroundColor: '#FFFFFF',
    navigationBarTextStyle: 'black',
    backgroundColor: '#F5F7F7',
    backgroundTextStyle: 'dark',
  },
  // Custom and empty: each tab page draws its own bar, which scales with large text and shows badges.
  tabBar: {
    custom: true,
    color: '#646B78',
    selectedColor: '#0F766E',
    backgroundColor: '#FFFFFF',
    list: [
      { pagePath: 'pages/home/index', text: '首页' },
      { pagePath: 'pages/messages/index', text: '消息' },
      { pagePath: 'pages/mine/index', text: '我的' },
      { pagePath: 'pages/work/index', text: '工作台' },
    ],
  },
  animation: false,
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
})
