/** Serves the built web app: hashed files for ever, the page itself always asked for again. */
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const HASHED = /\.[0-9a-f]{8,}\.(js|css)(\.(br|gz))?$/
const notBuilt =
  '<!doctype html><meta charset="utf-8"><title>安心校园</title><p>网页还没有构建好，请稍后刷新。</p>'

/** A page's address, as opposed to a file that should have been there. */
const looksLikePage = (request: FastifyRequest): boolean => {
  const path = request.url.split('?')[0] ?? ''
  if (path.startsWith('/call/') || /\.[a-z0-9]{1,8}$/i.test(path)) return false
  return request.method === 'GET' || request.method === 'HEAD'
}

export const serveWebFiles = async (app: FastifyInstance, folder: string): Promise<void> => {
  await app.register(fastifyStatic, {
    root: folder,
    preCompressed: true,
    cacheControl: false,
    dotfiles: 'ignore',
    index: 'index.html',
    setHeaders: (reply, file) => {
      reply.setHeader('cache-control', HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}

/**
 * Answers an address that no route has: the app's page where it may be one of the app's own.
 *
 * @returns false where it is not a page's address
 */
export const answerPage = (request: FastifyRequest, reply: FastifyReply, hasPage: () => boolean): boolean => {
  if (!looksLikePage(request)) return false
  if (hasPage()) void reply.sendFile('index.html')
  else void reply.code(503).header('retry-after', '5').type('text/html; charset=utf-8').send(notBuilt)
  return true
}
