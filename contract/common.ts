/** Schema pieces that every domain uses: ids, request ids, pages, dates, free text. */
import * as z from 'zod/mini'

/** Made by the client for each write, so that a retry answers what the first try answered. */
export const requestId = z.uuid()
/** Schools, classes and students carry small numbers; everything secret carries a uuid. */
export const id = z.int().check(z.positive(), z.maximum(2_147_483_647))
export const uuid = z.uuid()
/** A moment, ISO 8601 in UTC. */
export const moment = z.iso.datetime()
/** A calendar day in China, `2026-11-22`. */
export const day = z.iso.date('请写成 2026-09-01 这样的日期')
/** An opaque place in a list. */
export const cursor = z.nullable(z.string().check(z.maxLength(200)))
export const pageLimit = z._default(z.int().check(z.minimum(1), z.maximum(100)), 30)

/**
 * Trimmed text between two lengths, in characters.
 * The message is what the person sees beside the field.
 */
export const text = (min: number, max: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(min, min > 1 ? `至少写 ${min} 个字` : '这里还没有填'),
      z.maxLength(max, `最多 ${max} 个字，请缩短一些`),
    )

export const read = <I extends z.ZodMiniType, O extends z.ZodMiniType>(input: I, output: O) => ({
  kind: 'read' as const,
  input,
  output,
})

/** A write always carries `requestId`; the pipeline answers a retry from what the first try stored. */
export const write = <I extends z.ZodMiniObject<{ requestId: typeof requestId }>, O extends z.ZodMiniType>(
  input: I,
  output: O,
) => ({ kind: 'write' as const, input, output })

export const done = z.object({ done: z.literal(true) })
