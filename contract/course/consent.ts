/** What a guardian agrees to each term before anything counts; a changed wording gets a new version and asks again. */

export const COURSE_CONSENT = {
  version: '2026-11',
  words: [
    '课后服务自愿参加，学校不会要求，也不会因为不参加而区别对待孩子。',
    '课后服务不上新课。收费的课程会写明收费依据；家庭经济困难的学生可以向学校申请减免。',
    '为了排课和点名，课程办公室会看到孩子的姓名、班级和所选课程。公布的摇号名单只有代号，没有名字。',
    '这份同意只管这一个学期。随时可以改成“不参加”，已经选上的课要先退掉。',
  ],
} as const
