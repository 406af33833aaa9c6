/** WeChat's privacy consent: protected calls wait until the person has agreed. */
import type { ApiTable, Run } from './convention'
import { emit, hasListener } from './events'
import { mocked } from './network'

let hasAgreed = false

/** A finger on `<button open-type="agreePrivacyAuthorization">`. */
export function agreeToPrivacy(): void {
  hasAgreed = true
}

interface PrivacySetting {
  needAuthorization: boolean
  privacyContractName: string
}

const askSetting = mocked('getPrivacySetting', () => ({
  needAuthorization: false,
  privacyContractName: '《用户隐私保护指引》',
}))

async function readSetting(): Promise<PrivacySetting> {
  const setting = (await askSetting({})) as PrivacySetting
  return { ...setting, needAuthorization: setting.needAuthorization && !hasAgreed }
}

async function requireConsent(): Promise<void> {
  const { needAuthorization } = await readSetting()
  if (!needAuthorization) return
  if (!hasListener('NeedPrivacyAuthorization')) throw new Error('privacy permission is not authorized')
  const answer = await new Promise<string>((resolve) => {
    const settle = (decision: { event: string }) => {
      if (decision.event !== 'exposureAuthorization') resolve(decision.event)
    }
    emit('NeedPrivacyAuthorization', settle, { referrer: 'requirePrivacyAuthorize' })
  })
  if (answer !== 'agree') throw new Error('privacy permission is not authorized')
  hasAgreed = true
}

/** An API that uses personal data: it runs once consent is there. */
export function afterConsent(run: Run): Run {
  return async (options) => {
    await requireConsent()
    return run(options)
  }
}

export const privacyApis: ApiTable = {
  getPrivacySetting: readSetting,
  requirePrivacyAuthorize: requireConsent,
  openPrivacyContract: mocked('openPrivacyContract', () => undefined),
}
