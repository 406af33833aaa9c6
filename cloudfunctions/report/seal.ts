/** What is sealed and how it is found again without being opened: data keys, their wrapping, and lookup keys. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { makeReceiptCode, normaliseReceiptCode } from '../../contract/report/receipt-code'
import { type Actor, actorKey, isPerson } from '../platform/actor'
import type { Services } from '../platform/services'

/*
 * Content is sealed with AES-256-GCM under a data key of its case; the data key is wrapped by the newest master key, so
 * that rotation re-wraps keys and never touches content. Every sealed thing names, as additional data, what it is and
 * whose (`Place`), so that a row put in another's stead does not open.
 *
 * Rows are found by HMACs under one lookup key. It comes from master key version 1 for ever: a receipt that a child
 * wrote down must open the case after any number of rotations. Version 1 may stop wrapping keys; it may not be thrown away.
 */

/** What a sealed thing is, and whose: `case:<id>`, `content`. */
export type Place = string
export type WrappedKey = { wrapped: Buffer; version: number }

export const place = {
  caseKey: (caseId: string): Place => `case:${caseId}:key`,
  identityKey: (caseId: string): Place => `case:${caseId}:identity key`,
  identityRequestKey: (id: string): Place => `identity request:${id}:key`,
  identityReason: (id: string): Place => `identity request:${id}:reason`,
  identityAnswer: (id: string): Place => `identity request:${id}:answer`,
  fileKey: (caseId: string, fileId: string): Place => `case:${caseId}:file:${fileId}:key`,
  uploadKey: (uploadId: string): Place => `upload:${uploadId}:key`,
  content: (caseId: string): Place => `case:${caseId}:content`,
  notify: (caseId: string): Place => `case:${caseId}:notify`,
  identity: (caseId: string): Place => `case:${caseId}:identity`,
  step: (caseId: string, seq: number): Place => `case:${caseId}:step:${seq}`,
  piece: (uploadId: string, index: number): Place => `upload:${uploadId}:piece:${index}`,
  whole: (uploadId: string): Place => `upload:${uploadId}:whole`,
  digest: (uploadId: string): Place => `upload:${uploadId}:digest`,
}

const NONCE = 12
const TAG = 16

/** Nonce, tag, body. */
export const seal = (key: Buffer, where: Place, plain: Uint8Array): Buffer => {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(where))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** @throws Error where the bytes were changed, or belong somewhere else */
export const unseal = (key: Buffer, where: Place, sealed: Uint8Array): Buffer => {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  if (bytes.length < NONCE + TAG) throw new Error('a sealed value is too short')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(Buffer.from(where))
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()])
}

export const sealJson = (key: Buffer, where: Place, value: unknown): Buffer =>
  seal(key, where, Buffer.from(JSON.stringify(value)))

export const unsealJson = <T>(key: Buffer, where: Place, sealed: Uint8Array): T =>
  JSON.parse(unseal(key, where, sealed).toString('utf8')) as T

const derive = (master: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, 'anxin report', purpose, 32))

/** What wrapping and unwrapping need of the services. */
type Keys = Pick<Services, 'masterKeys' | 'wrapVersion'>

/** The server was started without a key that something is sealed under: the operator's to mend, and named in the log. */
export class MissingMasterKey extends Error {
  override readonly name = 'MissingMasterKey'
  readonly code: string
  constructor(version: number) {
    super(`master key ${version} is missing`)
    this.code = `MASTER_KEY_${version}_MISSING`
  }
}

const masterKey = (services: Keys, version: number): Buffer => {
  const key = services.masterKeys.get(version)
  if (!key) throw new MissingMasterKey(version)
  return key
}

/** Wraps a data key with the newest master key, or the one that the operator says while servers still learn the newest. */
export const wrapKey = (services: Keys, where: Place, dataKey: Buffer): WrappedKey => {
  const version = services.wrapVersion ?? Math.max(...services.masterKeys.keys())
  return { wrapped: seal(derive(masterKey(services, version), 'wrap'), where, dataKey), version }
}

export const newDataKey = (services: Keys, where: Place): WrappedKey & { key: Buffer } => {
  const key = randomBytes(32)
  return { key, ...wrapKey(services, where, key) }
}

export const openDataKey = (services: Keys, where: Place, { wrapped, version }: WrappedKey): Buffer =>
  unseal(derive(masterKey(services, version), 'wrap'), where, wrapped)

/** The master key that receipts and people's own reports are found by, for ever. */
export const LOOKUP_VERSION = 1
const lookupKeys = new WeakMap<Services, Buffer>()

const lookup = (services: Services, purpose: string, value: string): Buffer => {
  const key = lookupKeys.get(services) ?? derive(masterKey(services, LOOKUP_VERSION), 'lookup')
  lookupKeys.set(services, key)
  return createHmac('sha512', key).update(`${purpose}\n${value}`).digest()
}
const hex = (hmac: Buffer): string => hmac.toString('hex', 0, 32)

/** Finds a person's own reports; names nobody. */
export const reporterKeyOf = (services: Services, userId: string): string =>
  hex(lookup(services, 'reporter', userId))

/** Finds a case by what a person typed from their receipt. */
export const receiptKeyOf = (services: Services, receiptCode: string): string =>
  hex(lookup(services, 'receipt', normaliseReceiptCode(receiptCode)))

/** Finds what an earlier try of the same submission filed, however long ago and whoever was signed in then. */
export const requestKeyOf = (services: Services, requestId: string): string =>
  hex(lookup(services, 'request', requestId.toLowerCase()))

/** The receipt of a submission. Made from its request id, a secret of the phone, so that every retry answers the same. */
export const receiptCodeOf = (services: Services, requestId: string): string =>
  makeReceiptCode(lookup(services, 'receipt code', requestId.toLowerCase()))

/** Counts tries from an address without keeping the address. */
export const addressKeyOf = (services: Services, address: string): string =>
  hex(lookup(services, 'address', address))

/** Names a case in one day's tree, to those who are told; another day's name cannot be joined to it. */
export const dayHandleOf = (services: Services, day: string, caseId: string): string =>
  hex(lookup(services, 'day handle', `${day}\n${caseId}`))

/** Where a day's noise grows from. */
export const dayNoiseKeyOf = (services: Services, day: string): Buffer =>
  lookup(services, 'day noise', day).subarray(0, 32)

/** Owner of ledger rows and uploads: a user's id there, beside the moment of filing, would tell who filed what. */
export const ownerKeyOf = (actor: Actor, services: Services): string =>
  isPerson(actor) ? hex(lookup(services, 'owner', actor.userId)) : actorKey(actor)
