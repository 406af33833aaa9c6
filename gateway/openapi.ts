/** The whole contract as OpenAPI, made from the same schemas that check every request. */
import * as z from 'zod/mini'
import { errorStatus } from '../contract/errors'
import { messages } from '../contract/messages'
import { functionNames, type RouteName, routes } from '../contract/routes'

type Json = Record<string, unknown>

const schemaOf = (schema: z.ZodMiniType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}

const failure: Json = {
  type: 'object',
  required: ['ok', 'error', 'requestId'],
  properties: {
    ok: { const: false },
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { enum: Object.keys(errorStatus), description: 'noun.problem, a closed list' },
        message: { type: 'string', description: 'For the person, in Chinese.' },
        fields: {
          type: 'object',
          additionalProperties: { type: 'string' },
          description: 'Refused fields by dotted path, and what to do about each.',
        },
      },
    },
    requestId: { type: 'string', format: 'uuid' },
  },
}

const failuresByStatus = (): Json => {
  const byStatus = new Map<number, string[]>()
  for (const [code, status] of Object.entries(errorStatus)) {
    const lines = byStatus.get(status) ?? []
    lines.push(`\`${code}\` ${messages[code as keyof typeof messages]}`)
    byStatus.set(status, lines)
  }
  return Object.fromEntries(
    [...byStatus].map(([status, lines]) => [
      String(status),
      {
        description: lines.join('\n\n'),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
      },
    ]),
  )
}

/** Each route has a path of its own, `/call/<function>#<action>`: OpenAPI tells requests apart by path alone. */
const operationOf = (name: RouteName): [string, Json] => {
  const [functionName, action] = name.split('.') as [string, string]
  const route = routes[name]
  return [
    `/call/${functionName}#${action}`,
    {
      post: {
        operationId: name,
        tags: [functionName],
        description:
          route.kind === 'write'
            ? 'A write: a retry with the same requestId answers what the first try answered.'
            : 'A read.',
        security: [{}, { session: [] }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['action', 'input'],
                properties: { action: { const: action }, input: schemaOf(route.input, 'input') },
              },
            },
          },
        },
        responses: {
          200: {
            description: 'Done.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['ok', 'data', 'requestId'],
                  properties: {
                    ok: { const: true },
                    data: schemaOf(route.output, 'output'),
                    requestId: { type: 'string', format: 'uuid' },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Failure' },
        },
      },
    },
  ]
}

/** @returns an OpenAPI 3.1 document */
export const makeOpenApi = (): Json => ({
  openapi: '3.1.0',
  info: {
    title: '安心校园',
    version: '0.1.0',
    description:
      'Every operation is `POST /call/<function>` with `{action, input}`; the part after # in a path names the action. ' +
      'callFunction({name, data: {action, input}}) answers the same envelope.',
  },
  tags: functionNames.map((name) => ({ name })),
  paths: Object.fromEntries((Object.keys(routes) as RouteName[]).sort().map(operationOf)),
  components: {
    securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
    schemas: { Failure: failure },
    responses: {
      Failure: {
        description: 'Refused; the status follows from the code.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
      },
    },
  },
  'x-failures': failuresByStatus(),
})
