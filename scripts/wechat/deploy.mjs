/** Sends the built mini-program and cloud functions to WeChat: `deploy.mjs upload|preview|functions`. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { checkNode, ensureInstalled, giveUp, root, runQuietly } from '../setup.mjs'

const here = path.join(root, 'scripts', 'wechat')
const [what] = process.argv.slice(2)
const { WECHAT_APPID, WECHAT_PRIVATE_KEY, WECHAT_PRIVATE_KEY_PATH, WECHAT_CLOUD_ENV } = process.env

/** The key as a file that only we can read, gone when the process ends. */
const keyFile = () => {
  if (WECHAT_PRIVATE_KEY_PATH) {
    if (!existsSync(WECHAT_PRIVATE_KEY_PATH))
      giveUp(`找不到上传密钥文件 ${WECHAT_PRIVATE_KEY_PATH}（WECHAT_PRIVATE_KEY_PATH）。`)
    return WECHAT_PRIVATE_KEY_PATH
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'anxin-key-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'upload.key')
  // A key kept in one environment line has its line ends written as \n.
  writeFileSync(file, WECHAT_PRIVATE_KEY.replaceAll('\\n', '\n'), { mode: 0o600 })
  return file
}

const checkSettings = () => {
  if (!['upload', 'preview', 'functions'].includes(what))
    giveUp('用法：npm run upload、npm run preview 或 npm run deploy:functions。')
  if (!WECHAT_APPID) giveUp('请用环境变量 WECHAT_APPID 给出小程序的 AppID。')
  if (!WECHAT_PRIVATE_KEY && !WECHAT_PRIVATE_KEY_PATH)
    giveUp(
      '缺少代码上传密钥：请在微信公众平台“开发管理 → 开发设置 → 小程序代码上传”生成，再用 WECHAT_PRIVATE_KEY（内容）或 WECHAT_PRIVATE_KEY_PATH（文件）给出。',
    )
  if (what === 'functions' && !WECHAT_CLOUD_ENV) giveUp('请用环境变量 WECHAT_CLOUD_ENV 给出云环境 ID。')
}

const loadUploader = async () => {
  if (!existsSync(path.join(here, 'node_modules', 'miniprogram-ci'))) {
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock']
    const done = await runQuietly('首次使用，正在安装微信的上传工具（约 1 分钟）', 'npm', args, {
      cwd: here,
      shell: process.platform === 'win32',
    })
    if (done.code !== 0) {
      process.stderr.write(done.words.slice(-3000))
      giveUp('微信的上传工具没有装上，原因见上面几行。')
    }
  }
  return createRequire(path.join(here, 'package.json'))('miniprogram-ci')
}

const built = async (kind) => {
  const { build } = await import('../build.mjs')
  const problem = await build(kind)
  if (problem === undefined) return
  process.stderr.write(`${problem}\n`)
  giveUp('没有构建成功，原因见上面几行。')
}

const { version, description } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))

const sendApp = async (ci, project) => {
  const options = {
    project,
    version: process.env.WECHAT_VERSION || version,
    desc: process.env.WECHAT_DESC || description,
    setting: { useProjectConfig: true },
    onProgressUpdate: () => {},
  }
  if (what === 'upload') return ci.upload(options)
  return ci.preview({ ...options, qrcodeFormat: 'terminal' })
}

const sendFunctions = async (ci, project) => {
  for (const name of ['account', 'report', 'canteen', 'homework', 'course', 'jobs']) {
    const folder = path.join(root, 'dist', 'functions', name)
    await ci.cloud.uploadFunction({
      project,
      env: WECHAT_CLOUD_ENV,
      name,
      path: folder,
      remoteNpmInstall: false,
    })
    const { triggers } = JSON.parse(readFileSync(path.join(folder, 'config.json'), 'utf8'))
    if (triggers.length > 0)
      await ci.cloud.createTimeTrigger({
        project,
        envId: WECHAT_CLOUD_ENV,
        functionName: name,
        triggersConfig: triggers,
      })
    process.stdout.write(`云函数 ${name} 已上传。\n`)
  }
}

checkNode()
checkSettings()
await ensureInstalled()
await built(what === 'functions' ? 'functions' : 'weapp')
const ci = await loadUploader()
const project = new ci.Project({
  appid: WECHAT_APPID,
  type: 'miniProgram',
  projectPath: root,
  privateKeyPath: keyFile(),
  ignores: ['node_modules/**/*'],
})
await (what === 'functions' ? sendFunctions : sendApp)(ci, project).catch((error) =>
  giveUp(`微信没有收下：${error instanceof Error ? error.message : String(error)}`),
)
process.stdout.write('完成。\n')
