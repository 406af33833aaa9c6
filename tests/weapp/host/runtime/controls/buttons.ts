/** button, form and navigator: tags that act when tapped. */
import { type Caller, callerOf } from '../glass'
import { journal, messageOf, recordFault } from '../journal'
import { callPage } from '../routing'
import { getTopPage } from '../session'
import { callApi } from '../wx'
import { mocked } from '../wx/network'
import { agreeToPrivacy } from '../wx/privacy'
import { groupValue } from './choices'
import { type Control, closestCaller, hostOf, innerOf, onTap, textOf } from './control'

const FORM_FIELDS =
  'wx-input, wx-textarea, wx-switch, wx-picker, wx-slider, wx-checkbox-group, wx-radio-group'

/** Event that each `open-type` fires with what its mock answers. */
const OPEN_TYPE_EVENTS: Record<string, string> = {
  getPhoneNumber: 'getphonenumber',
  chooseAvatar: 'chooseavatar',
  getUserInfo: 'getuserinfo',
  contact: 'contact',
  openSetting: 'opensetting',
}

function fieldValue(element: Element): unknown {
  const caller = callerOf(element)
  const tag = element.tagName.slice('wx-'.length).toLowerCase()
  if (!caller) return undefined
  if (tag.endsWith('-group')) return groupValue(element)
  if (tag === 'switch') return Boolean(caller.data.checked)
  if (tag === 'input' || tag === 'textarea') return innerOf<HTMLInputElement>(caller, tag)?.value
  return caller.data.value
}

function submitForm(form: Caller): void {
  const named = [...hostOf(form).querySelectorAll(FORM_FIELDS)].flatMap((element) => {
    const name = callerOf(element)?.data.name
    return name ? [[String(name), fieldValue(element)] as const] : []
  })
  form.triggerEvent('submit', { value: Object.fromEntries(named), target: {} })
}

async function openFor(self: Caller, openType: string, event: string): Promise<void> {
  try {
    const answer = await mocked(`button.${openType}`)({})
    self.triggerEvent(event, { errMsg: `${openType}:ok`, ...(answer as object) })
  } catch (problem) {
    self.triggerEvent(event, { errMsg: `${openType}:fail ${messageOf(problem)}` })
  }
}

function press(self: Caller): void {
  if (self.data.disabled) return
  const form = closestCaller(hostOf(self), 'wx-form')
  if (form && self.data.formType === 'submit') submitForm(form)
  if (form && self.data.formType === 'reset') form.triggerEvent('reset', {})

  const openType = textOf(self, 'openType')
  if (openType === 'agreePrivacyAuthorization') {
    agreeToPrivacy()
    self.triggerEvent('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' })
  }
  if (openType === 'share') {
    const shared = callPage(getTopPage(), 'onShareAppMessage', { from: 'button', target: {} })
    journal.calls.push({ name: 'share', args: shared, result: 'ok' })
  }
  const event = OPEN_TYPE_EVENTS[openType]
  if (event) void openFor(self, openType, event)
}

const NAVIGATION_APIS: Record<string, string> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
}

function follow(self: Caller): void {
  const api = NAVIGATION_APIS[textOf(self, 'openType') || 'navigate']
  if (!api) return
  const fail = (failure: object) => recordFault('navigator', failure)
  callApi(api, { url: textOf(self, 'url'), delta: Number(self.data.delta) || 1, fail })
}

export const buttons: Record<string, Control> = {
  button: {
    attached: (self) => onTap(self, () => press(self)),
    changed: (self) => {
      const host = hostOf(self)
      host.setAttribute('type', textOf(self, 'type') || 'default')
      host.setAttribute('size', textOf(self, 'size') || 'default')
      for (const flag of ['disabled', 'loading', 'plain'])
        host.toggleAttribute(flag, Boolean(self.data[flag]))
    },
  },
  navigator: { attached: (self) => onTap(self, () => follow(self)) },
}
