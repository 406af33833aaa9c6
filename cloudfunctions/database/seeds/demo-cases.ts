/** The demo's cases, told as steps with their hours before now; sent through the report function's own front door. */
import type { BullyingAct, Level, ReportKind } from '../../../contract/report/report'

export type DemoStep =
  | { hoursAgo: number; as: 'admin' | 'handler'; do: 'take' }
  | { hoursAgo: number; as: 'admin' | 'handler'; do: 'investigate' }
  | { hoursAgo: number; as: 'admin' | 'handler'; do: 'level'; level: Level }
  | { hoursAgo: number; as: 'admin' | 'handler'; do: 'note'; text: string }
  | { hoursAgo: number; as: 'admin' | 'handler'; do: 'invite'; who: 'teacher' }
  | { hoursAgo: number; as: 'teacher'; do: 'join' }
  | { hoursAgo: number; as: 'teacher'; do: 'note'; text: string }
  | { hoursAgo: number; as: 'admin' | 'handler'; do: 'ask-identity'; text: string }
  | { hoursAgo: number; as: 'admin' | 'handler'; do: 'reply'; text: string }
  | { hoursAgo: number; as: 'admin' | 'handler'; do: 'ask'; text: string }
  | { hoursAgo: number; as: 'reporter'; do: 'write'; text: string }
  | { hoursAgo: number; as: 'reporter'; do: 'settled' | 'appeal' }
  | { hoursAgo: number; as: 'reporter'; do: 'unsettled'; text: string }
  | {
      hoursAgo: number
      as: 'admin' | 'handler'
      do: 'told'
      what: 'guardians' | 'authority'
      when: string
      by: string
      to: string
    }
  | {
      hoursAgo: number
      as: 'admin' | 'handler'
      do: 'close'
      findings: string
      measures: string
      letter: string
      noProof: string
    }

export type DemoCase = {
  key: string
  reporter: 'student' | 'guardian' | 'nobody'
  hoursAgo: number
  kind: ReportKind
  acts: BullyingAct[]
  about: 'me' | 'my_child' | 'someone_else'
  isNamed: boolean
  grade: number | null
  details: string
  place: string
  occurredWhen: string
  contact: string
  /** Said instead of written: the length of its recording. */
  voiceSeconds?: number
  steps: DemoStep[]
}

export const demoCases: DemoCase[] = [
  {
    key: 'nicknames',
    reporter: 'student',
    hoursAgo: 118,
    kind: 'bullying',
    acts: ['insult', 'exclusion'],
    about: 'me',
    isNamed: false,
    grade: 5,
    details: '这周课间，有三个同学一直叫我外号，还让别人不要跟我玩。周二在三楼走廊，他们把我堵在墙边笑我。',
    place: '三楼走廊',
    occurredWhen: '这周课间，周二最厉害',
    contact: '',
    steps: [
      { hoursAgo: 109, as: 'admin', do: 'take' },
      { hoursAgo: 107, as: 'admin', do: 'level', level: 'serious' },
      { hoursAgo: 106.5, as: 'admin', do: 'investigate' },
      { hoursAgo: 96, as: 'reporter', do: 'write', text: '他们知道是我说的吗？' },
      {
        hoursAgo: 85,
        as: 'admin',
        do: 'reply',
        text: '不知道。我们没有提到是谁反映的，也看不到你的名字。这几天课间会有老师在，想说什么随时可以写在这里。',
      },
      {
        hoursAgo: 50,
        as: 'handler',
        do: 'note',
        text: '已和两名同学谈过，说法一致。第三人周三下午谈，先不在班上公开提。',
      },
      { hoursAgo: 30, as: 'admin', do: 'invite', who: 'teacher' },
      {
        hoursAgo: 21,
        as: 'reporter',
        do: 'write',
        text: '昨天体育课分组，还是没有人和我一组。他们小声叫那个外号，老师没有听见。',
      },
      {
        hoursAgo: 2,
        as: 'admin',
        do: 'reply',
        text: '谢谢你告诉我们。从明天起，体育课由老师来分组。明天中午想请心理老师陪你聊十分钟，行吗？',
      },
    ],
  },
  {
    key: 'online-words',
    reporter: 'guardian',
    hoursAgo: 5,
    kind: 'bullying',
    acts: ['online'],
    about: 'my_child',
    isNamed: true,
    grade: 4,
    details: '孩子班里有人在群里发她的照片配难听的话，已经三天了，孩子不愿意上学。',
    place: '班级同学建的群',
    occurredWhen: '三天前开始',
    contact: '微信联系即可',
    steps: [],
  },
  {
    key: 'money',
    reporter: 'nobody',
    hoursAgo: 3,
    kind: 'bullying',
    acts: ['property'],
    about: 'someone_else',
    isNamed: false,
    grade: 5,
    details: '放学路上有高年级的同学向五年级的要零花钱，我看见两次了，被要的人很害怕。',
    place: '校门口东边小卖部',
    occurredWhen: '放学后',
    contact: '',
    steps: [],
  },
  {
    key: 'spoken',
    reporter: 'nobody',
    hoursAgo: 6,
    kind: 'bullying',
    acts: ['exclusion'],
    about: 'me',
    isNamed: false,
    grade: 2,
    details: '',
    place: '',
    occurredWhen: '',
    contact: '',
    voiceSeconds: 6,
    steps: [],
  },
  {
    key: 'pushed',
    reporter: 'nobody',
    hoursAgo: 30,
    kind: 'bullying',
    acts: ['beating'],
    about: 'someone_else',
    isNamed: false,
    grade: 3,
    details: '三年级有个男生课间总被推倒，昨天膝盖磕破了，值班老师来之前人就散了。',
    place: '操场跑道边',
    occurredWhen: '昨天上午大课间',
    contact: '',
    steps: [],
  },
  {
    key: 'railing',
    reporter: 'guardian',
    hoursAgo: 52,
    kind: 'danger',
    acts: [],
    about: 'someone_else',
    isNamed: true,
    grade: null,
    details: '教学楼二楼东侧楼梯扶手松了，孩子们课间爱趴在上面，很危险。',
    place: '教学楼二楼东侧楼梯',
    occurredWhen: '本周',
    contact: '',
    steps: [
      { hoursAgo: 51, as: 'handler', do: 'take' },
      {
        hoursAgo: 50.5,
        as: 'handler',
        do: 'reply',
        text: '已经看过现场，先用警戒带围起来了，今天下午总务处来焊。',
      },
      {
        hoursAgo: 26,
        as: 'handler',
        do: 'close',
        findings: '二楼东侧扶手两处焊点开裂，约 1.5 米松动。',
        measures: '当天围挡，次日上午重新焊接并做拉力检查；总务处把全楼扶手查了一遍。',
        letter: '您反映的扶手已经重新焊好，全楼也查过一遍，没有别的松动。谢谢您提醒我们。',
        noProof: '焊接验收单在总务处存档。',
      },
      { hoursAgo: 24, as: 'reporter', do: 'settled' },
    ],
  },
  {
    key: 'seat',
    reporter: 'student',
    hoursAgo: 200,
    kind: 'bullying',
    acts: ['exclusion'],
    about: 'someone_else',
    isNamed: false,
    grade: 5,
    details: '我们班有个女生，大家都不跟她说话，值日也让她一个人做。',
    place: '教室',
    occurredWhen: '开学以来',
    contact: '',
    steps: [
      { hoursAgo: 190, as: 'handler', do: 'take' },
      { hoursAgo: 189, as: 'handler', do: 'level', level: 'mild' },
      { hoursAgo: 188, as: 'handler', do: 'investigate' },
      {
        hoursAgo: 150,
        as: 'handler',
        do: 'ask',
        text: '你方便说说，值日让她一个人做，大概是从哪一周开始的吗？',
      },
      {
        hoursAgo: 20,
        as: 'handler',
        do: 'ask-identity',
        text: '留言问了一周没有回音，想请心理老师当面问问是哪些同学、从什么时候开始的。',
      },
    ],
  },
  {
    key: 'locker',
    reporter: 'nobody',
    hoursAgo: 410,
    kind: 'bullying',
    acts: ['property', 'insult'],
    about: 'me',
    isNamed: false,
    grade: 6,
    details: '我的文具盒被人踩坏两次了，书上还被写了骂人的话。',
    place: '六年级教室',
    occurredWhen: '上个月',
    contact: '',
    steps: [
      { hoursAgo: 400, as: 'admin', do: 'take' },
      { hoursAgo: 399, as: 'admin', do: 'level', level: 'mild' },
      { hoursAgo: 398, as: 'admin', do: 'investigate' },
      {
        hoursAgo: 380,
        as: 'admin',
        do: 'reply',
        text: '我们已经在查了。坏了的文具学校先给你补上，可以去德育处领，不用登记名字。',
      },
      {
        hoursAgo: 300,
        as: 'admin',
        do: 'told',
        what: 'guardians',
        when: '开始调查的当天下午',
        by: '班主任当面',
        to: '双方的监护人',
      },
      {
        hoursAgo: 250,
        as: 'admin',
        do: 'close',
        findings: '两名同学承认踩坏文具、在书上写字，原因是座位纠纷。',
        measures: '双方监护人到校沟通，两名同学书面道歉并赔偿；调整座位；班主任每周回访。',
        letter:
          '弄坏你东西的同学已经道歉，也赔了新的。座位换过了，班主任每周会问问你过得怎么样。有事随时再来找我们。',
        noProof: '谈话和道歉没有拍照，书面道歉由班主任保管。',
      },
    ],
  },
  {
    key: 'lamp',
    reporter: 'guardian',
    hoursAgo: 262,
    kind: 'other',
    acts: [],
    about: 'my_child',
    isNamed: true,
    grade: 4,
    details: '四年级2班教室后排灯管一直闪，孩子说看黑板眼睛疼，希望能换一下。',
    place: '四年级2班教室',
    occurredWhen: '最近两周',
    contact: '',
    steps: [
      { hoursAgo: 243, as: 'admin', do: 'take' },
      { hoursAgo: 240, as: 'admin', do: 'invite', who: 'teacher' },
      { hoursAgo: 236, as: 'teacher', do: 'join' },
      {
        hoursAgo: 235,
        as: 'teacher',
        do: 'note',
        text: '后排靠窗的两根一直在闪，我把那一排的座位先往前挪了。总务处说配件周五到。',
      },
    ],
  },
  {
    key: 'slope',
    reporter: 'guardian',
    hoursAgo: 96,
    kind: 'danger',
    acts: [],
    about: 'someone_else',
    isNamed: false,
    grade: null,
    details: '校门口的斜坡下雨天很滑，昨天有个孩子摔了一跤，没有受伤。',
    place: '南门斜坡',
    occurredWhen: '下雨天',
    contact: '',
    steps: [
      { hoursAgo: 95, as: 'handler', do: 'take' },
      { hoursAgo: 94, as: 'handler', do: 'level', level: 'mild' },
      { hoursAgo: 93, as: 'handler', do: 'investigate' },
      {
        hoursAgo: 22,
        as: 'handler',
        do: 'close',
        findings: '斜坡地砖没有防滑条，雨天确实打滑。',
        measures: '已贴防滑条，雨天由值班老师在南门引导。',
        letter: '南门斜坡已经贴了防滑条，雨天会有老师在那里提醒孩子们慢走。',
        noProof: '防滑条照片待雨后补拍。',
      },
    ],
  },
  {
    key: 'meal-late',
    reporter: 'guardian',
    hoursAgo: 320,
    kind: 'canteen',
    acts: [],
    about: 'my_child',
    isNamed: false,
    grade: 4,
    details: '孩子说轮到他们班吃饭时，菜常常只剩一样，汤也凉了。',
    place: '食堂',
    occurredWhen: '这两周的午饭',
    contact: '',
    steps: [
      { hoursAgo: 310, as: 'admin', do: 'take' },
      { hoursAgo: 309, as: 'admin', do: 'investigate' },
      {
        hoursAgo: 260,
        as: 'admin',
        do: 'close',
        findings: '最后一批就餐的班级确有菜品不足。',
        measures: '要求食堂按人数备餐。',
        letter: '已经要求食堂按人数备餐，请您再看看孩子这几天吃得怎么样。',
        noProof: '备餐记录由食堂保存。',
      },
      { hoursAgo: 210, as: 'reporter', do: 'unsettled', text: '这周二还是只剩一个菜。' },
      {
        hoursAgo: 150,
        as: 'admin',
        do: 'close',
        findings: '周二厨师临时请假，备餐不足。',
        measures: '调整就餐批次，增加一个窗口。',
        letter: '现在分两批吃饭，多开了一个窗口，陪餐老师每天看最后一批的饭菜。',
        noProof: '陪餐记录由食堂保存。',
      },
      { hoursAgo: 120, as: 'reporter', do: 'unsettled', text: '没有看到变化。' },
      { hoursAgo: 119, as: 'reporter', do: 'appeal' },
    ],
  },
  {
    key: 'teacher-words',
    reporter: 'nobody',
    hoursAgo: 40,
    kind: 'staff',
    acts: [],
    about: 'someone_else',
    isNamed: false,
    grade: 5,
    details: '有位老师当着全班说一个同学“没救了”，还让大家不要理他。',
    place: '教室',
    occurredWhen: '上周四',
    contact: '',
    steps: [],
  },
]
