/** What a guardian agrees to, by version; a changed wording gets a new version and asks again. */

export type ConsentText = {
  version: string
  publishedOn: string
  paragraphs: { title: string; text: string }[]
}

/** Newest last. Older wordings stay, because stored consents name them. */
export const consentTexts: readonly [ConsentText, ...ConsentText[]] = [
  {
    version: '2026-11',
    publishedOn: '2026-11-01',
    paragraphs: [
      {
        title: '先用一句话说',
        text: '安心校园帮孩子和家长求助、联系学校。我们只用做这件事必需的信息，不做广告，不卖给任何人。孩子也可以读这一页，有不懂的地方，请和家长一起看。',
      },
      {
        title: '我们会存什么',
        text: '学校名册里的姓名、性别、学校、班级、学籍号和监护人电话；您和孩子是什么关系；微信给小程序的一个编号，用来认出您的账号；您写下的求助与举报、图片和往来的话；您在哪些设备上登录过。我们不读取通讯录，也不记录手机的位置。',
      },
      {
        title: '未满十四岁的孩子',
        text: '未满十四岁孩子的信息都按敏感个人信息保护，要由监护人同意才能处理。没有同意时，求助与举报仍然可以用，因为安全不能等。',
      },
      {
        title: '是谁举报的，会单独封存',
        text: '您写的内容和图片都加密保存。是谁写的，会和内容分开，另外加密封存：学校的经办人看得到事情，看不到名字。只有身份保管人写明理由，才能打开；每打开一次都会留下记录，您也会看到。您也可以选择不留名字。还请您留意：如果您在正文或图片里写出了名字，经办人会看到。',
      },
      {
        title: '谁能看到',
        text: '本校负责的老师只能看到和自己工作有关的部分，别的学校看不到。工作人员每次查看孩子的信息，都会留下记录。遇到可能违法、有人受伤等情况，学校要按法律规定报告教育局或公安机关。',
      },
      {
        title: '存多久',
        text: '账号里的信息，您删除账号时就删。已经提交的求助与举报、处理过程和查看记录，法律要求学校保存，会保存到规定的期限。',
      },
      {
        title: '您可以随时改主意',
        text: '同意以后，随时可以在“我的 → 隐私”里撤回，和同意一样容易（个人信息保护法第十五条）。撤回以前已经做的处理仍然有效。不同意或撤回，不影响求助与举报，我们也不会因此拒绝为您服务，除非那项服务缺了这些信息就做不了（第十六条）。',
      },
      {
        title: '您可以看、可以带走、可以删',
        text: '您可以查看和导出我们存的关于您的信息（第四十五条），也可以删除账号（第四十七条）。法律要求学校保存的部分，我们会在删除时一条一条告诉您。信息有错，请联系学校改正。',
      },
      {
        title: '写给孩子',
        text: '你的话很重要。你写的内容会被锁起来，只有帮你的老师能看；你的名字放在另一把锁里。想一想、问一问再点同意，都可以；不点同意，需要帮助时照样可以找我们。',
      },
    ],
  },
]

export const currentConsent: ConsentText = consentTexts[consentTexts.length - 1] ?? consentTexts[0]

export const isCurrentConsent = (version: string): boolean => version === currentConsent.version
