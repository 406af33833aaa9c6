/** Headers on every answer: what a page of ours may load, and that nobody may frame, guess or follow it. */

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  // Voices and films are put together in the page.
  "media-src 'self' blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const always: Record<string, string> = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'geolocation=(), microphone=(self), payment=(), usb=(), camera=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** @param isHttps as a trusted proxy says; without it the browser must not be told to insist on https */
export const securityHeaders = (isHttps: boolean): Record<string, string> =>
  isHttps ? { ...always, 'strict-transport-security': 'max-age=31536000' } : always
