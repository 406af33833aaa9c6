/** A family with children at two schools: places given back and taken again, wishes ranked, a draw run again; and the office's round. */
import type { Browser } from 'playwright-core'
import { findChromium, launchBrowser } from '../support/browser'
import { type RunningGateway, startGateway } from '../support/gateway-process'
import { type Visitor, visit } from './visitor'

const withBrowser = findChromium() ? describe : describe.skip
const MARKET = 'packages/course/pages/market/index'
const DESK = 'packages/desk/pages/courses/index'

jest.setTimeout(90_000)

withBrowser('courses, chosen by a family and run by the office', () => {
  let gateway: RunningGateway
  let browser: Browser
  let mother: Visitor
  let office: Visitor

  beforeAll(async () => {
    ;[browser, gateway] = await Promise.all([launchBrowser(), startGateway()])
    ;[mother, office] = await Promise.all([
      visit(browser, gateway.origin),
      visit(browser, gateway.origin, 'desk'),
    ])
    await mother.signInAs('guardian')
    await office.signInAs('course-office')
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await gateway?.stop()
  })
  const child = (name: string) =>
    mother.page.getByText(name, { exact: true }).filter({ visible: true }).first().tap()
  const card = (name: string) =>
    mother.page.locator('.course-card').filter({ visible: true, hasText: name }).first()

  it('is reached from home, with what the child has and until when', async () => {
    await mother.see('#courses').waitFor()
    expect(await mother.text('#courses')).toMatch(/退改选周，还有 .*截止/)
    await mother.press('#courses')
    await mother.arrives(MARKET)
    await mother.reads('林小满的一周')
    await mother.picture('course-market')
    expect(await mother.sidewaysScroll()).toBe(0)
  })

  it('gives a number in line back, and says on each card why a course does not fit', async () => {
    await card('创意木工').locator('.course-card__act').tap()
    await mother.press('#leave-course-confirm')
    await mother.reads('《创意木工》已经退掉')
    await card('创意木工')
      .getByText(/已满，候补 \d+ 人/)
      .waitFor()
    await card('绘本阅读').getByText('仅限一至三年级').waitFor()
    await card('创意木工').locator('.course-card__act').tap()
    await mother.reads(/《创意木工》已满，已排上候补第 \d+ 位/)
    expect(mother.faults).toEqual([])
  })

  it('shows what became of each wish and why, and runs the whole draw again on the phone', async () => {
    await mother.open('packages/course/pages/result/index?round=1')
    await mother.reads(/林小满的抽签顺序是第 \d+ 位/)
    await mother.see('#draw-agrees').waitFor({ timeout: 30_000 })
    expect(await mother.text('#draw-agrees')).toMatch(/\d+ 个孩子的结果全部一致/)
    await mother.picture('course-draw')
    expect(await mother.sidewaysScroll()).toBe(0)
    expect(mother.faults).toEqual([])
  })

  it('asks for the guardian’s word first, then takes ranked wishes, which can be put in another order', async () => {
    await mother.open(MARKET)
    await mother.reads('林小满的一周')
    await child('林知远')
    await mother.press('#consent-yes')
    await mother.reads('已同意林知远本学期参加，可改')
    for (const name of ['机器人', '篮球', '民乐团']) await card(name).locator('.course-card__act').tap()
    await card('民乐团').getByText('第 3 志愿').waitFor()
    await mother.press('#go-wishes')
    await mother.see('#ranking').waitFor()
    await mother.press('#wish-3-up')
    expect(await mother.text('#wish-2')).toContain('民乐团')
    await mother.press('#submit-wishes')
    await mother.arrives(MARKET)
    await mother.reads('已提交 3 个志愿，可以再改')
    await card('民乐团').getByText('第 2 志愿').waitFor()
    expect(mother.faults).toEqual([])
  })

  it('is the office’s to see: demand against places, who sits where, and a course added with its clash named', async () => {
    await office.open(DESK)
    await office.reads('10 门课程')
    await office.picture('course-desk')
    await office.press('#course-add')
    await office.write('#course-name', '周末编程')
    await office.write('#course-room', '计算机室')
    await office.write('#course-teacherName', '孙老师')
    await office.write('#course-capacity', '20')
    await office.press('#course-slots-4-1')
    await office.press('#course-save')
    await office.reads('周四第 1 节这个地点已有《编程启蒙》')
    await office.press('#course-slots-4-1')
    await office.press('#course-slots-5-1')
    await office.press('#course-save')
    await office.reads('11 门课程')
    await office.press('#course-sort-demand')
    expect(await office.sidewaysScroll()).toBe(0)
    expect(office.faults).toEqual([])
  })
})
