/** Serves the shell, the runtime and the build to the browser from memory; nothing leaves the machine. */
import fs from 'node:fs'
import path from 'node:path'
import { buildSync } from 'esbuild'
import type { BrowserContext, Route } from 'playwright-core'
import type { Mocks } from './mocks'

export const ORIGIN = 'http://mini-program.test'

const HOST_FOLDER = path.join(process.cwd(), 'tests/weapp/host')
const SHELL = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/__host/shell.css">
<body><div id="mp-nav"><i></i><b></b></div><div id="mp-pages"></div><div id="mp-tabs"></div><div id="mp-capsule"></div>
<script src="/__host/runtime.js"></script></body>`
const MIME_TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
}

let runtimeCode: string | undefined

/** The browser side as one script; glass-easel's development build is used, because it explains its warnings. */
function bundleRuntime(): string {
  const distOf = (name: string) => path.dirname(require.resolve(name))
  runtimeCode ??= buildSync({
    entryPoints: [path.join(HOST_FOLDER, 'runtime/main.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'silent',
    alias: {
      'glass-easel': path.join(distOf('glass-easel'), 'glass_easel.dev.all.es.js'),
      'glass-easel-miniprogram-adapter': path.join(
        distOf('glass-easel-miniprogram-adapter'),
        'glass_easel_miniprogram_adapter.es.js',
      ),
    },
  }).outputFiles[0]!.text
  return runtimeCode
}

const notFound = (route: Route) => route.fulfill({ status: 404, body: '' })

function fulfilPicture(route: Route, bytes: Uint8Array | undefined): Promise<void> {
  if (!bytes) return notFound(route)
  return route.fulfill({ status: 200, contentType: 'image/png', body: Buffer.from(bytes) })
}

function fulfilFile(route: Route, dist: string, pathname: string): Promise<void> {
  const file = path.join(dist, path.normalize(pathname))
  if (!fs.existsSync(file)) return notFound(route)
  const contentType = MIME_TYPES[path.extname(file)] ?? 'application/octet-stream'
  return route.fulfill({ status: 200, contentType, body: fs.readFileSync(file) })
}

/** Answers every request of `context`; pictures from outside go to the `image` mock. */
export async function serveApp(context: BrowserContext, dist: string, mocks: Mocks): Promise<void> {
  const runtime = bundleRuntime()
  const css = fs.readFileSync(path.join(HOST_FOLDER, 'shell.css'), 'utf8')
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url())
    if (url.origin !== ORIGIN) return fulfilPicture(route, await mocks.image?.(url.href))
    const pathname = decodeURIComponent(url.pathname)
    switch (pathname) {
      case '/':
        return route.fulfill({ contentType: 'text/html', body: SHELL })
      case '/__host/shell.css':
        return route.fulfill({ contentType: 'text/css', body: css })
      case '/__host/runtime.js':
        return route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: runtime })
      case '/__cloud':
        return fulfilPicture(route, await mocks.image?.(url.searchParams.get('id') ?? ''))
      default:
        return fulfilFile(route, dist, pathname)
    }
  })
}
