/** WeChat's built-in tags as the host draws them: properties and inner template; behaviour is in runtime/controls. */

export type PropertyKind = 'string' | 'number' | 'boolean' | 'array' | 'any'

export interface Builtin {
  properties: Record<string, PropertyKind>
  /** WXML inside the tag, compiled together with the app's own templates. */
  wxml: string
}

const slot = '<slot/>'
const tag = (properties: Record<string, PropertyKind> = {}, wxml = slot): Builtin => ({ properties, wxml })

const box = {
  hidden: 'boolean',
  'hover-class': 'string',
  'hover-stop-propagation': 'boolean',
  'hover-start-time': 'number',
  'hover-stay-time': 'number',
  animation: 'any',
} as const
const control = { name: 'string', disabled: 'boolean', color: 'string' } as const
const choice = { ...control, checked: 'boolean', value: 'string' } as const
const textField = {
  value: 'string',
  placeholder: 'string',
  'placeholder-class': 'string',
  'placeholder-style': 'string',
  disabled: 'boolean',
  maxlength: 'number',
  focus: 'boolean',
  name: 'string',
  type: 'string',
  password: 'boolean',
  'confirm-type': 'string',
  'cursor-spacing': 'number',
} as const

export const BUILTINS: Record<string, Builtin> = {
  view: tag(box),
  text: tag({
    selectable: 'boolean',
    'user-select': 'boolean',
    decode: 'boolean',
    space: 'string',
    overflow: 'string',
    'max-lines': 'number',
  }),
  button: tag({
    ...box,
    size: 'string',
    type: 'string',
    plain: 'boolean',
    disabled: 'boolean',
    loading: 'boolean',
    'form-type': 'string',
    'open-type': 'string',
    name: 'string',
  }),
  image: tag(
    {
      src: 'string',
      mode: 'string',
      'lazy-load': 'boolean',
      webp: 'boolean',
      'show-menu-by-longpress': 'boolean',
    },
    '<img class="i" />',
  ),
  input: tag(textField, '<input class="i" />'),
  textarea: tag(
    {
      ...textField,
      'auto-height': 'boolean',
      'auto-focus': 'boolean',
      fixed: 'boolean',
      'show-confirm-bar': 'boolean',
    },
    '<textarea class="i"></textarea>',
  ),
  form: tag({ 'report-submit': 'boolean' }),
  label: tag({ for: 'string' }),
  switch: tag({ ...control, checked: 'boolean', type: 'string' }, '<span class="knob"></span>'),
  checkbox: tag(choice, '<span class="mark">{{checked ? "✓" : ""}}</span><slot/>'),
  radio: tag(choice, '<span class="mark">{{checked ? "●" : ""}}</span><slot/>'),
  'checkbox-group': tag({ name: 'string' }),
  'radio-group': tag({ name: 'string' }),
  slider: tag(
    { ...control, value: 'number', min: 'number', max: 'number', step: 'number', 'show-value': 'boolean' },
    '<input class="i" type="range" />',
  ),
  picker: tag({
    ...control,
    mode: 'string',
    range: 'array',
    'range-key': 'string',
    value: 'any',
    start: 'string',
    end: 'string',
    fields: 'string',
    'header-text': 'string',
  }),
  'picker-view': tag({ value: 'array', 'indicator-style': 'string' }),
  'picker-view-column': tag(),
  swiper: tag({
    current: 'number',
    'indicator-dots': 'boolean',
    autoplay: 'boolean',
    interval: 'number',
    duration: 'number',
    circular: 'boolean',
    vertical: 'boolean',
  }),
  'swiper-item': tag({ 'item-id': 'string' }),
  'scroll-view': tag({
    'scroll-x': 'boolean',
    'scroll-y': 'boolean',
    'scroll-top': 'any',
    'scroll-left': 'any',
    'scroll-into-view': 'string',
    'lower-threshold': 'any',
    'upper-threshold': 'any',
    'scroll-with-animation': 'boolean',
    'refresher-enabled': 'boolean',
    'refresher-triggered': 'boolean',
    'enable-flex': 'boolean',
  }),
  'rich-text': tag({ nodes: 'any', space: 'string' }, '<div class="i"></div>'),
  icon: tag({ type: 'string', size: 'any', color: 'string' }, '<span>{{type}}</span>'),
  progress: tag(
    { percent: 'number', 'show-info': 'boolean', 'stroke-width': 'any', 'active-color': 'string' },
    '<div class="bar" style="width:{{percent}}%"></div>',
  ),
  navigator: tag({ ...box, url: 'string', 'open-type': 'string', delta: 'number', target: 'string' }),
  canvas: tag(
    { type: 'string', 'canvas-id': 'string', 'disable-scroll': 'boolean' },
    '<canvas class="i"></canvas>',
  ),
  'cover-view': tag(),
  'cover-image': tag({ src: 'string' }, '<img class="i" />'),
  'movable-area': tag(),
  'movable-view': tag({ direction: 'string', x: 'any', y: 'any' }),
  'match-media': tag(),
  'page-container': tag({ show: 'boolean' }),
  'root-portal': tag({ enable: 'boolean' }),
  'page-meta': tag(),
  video: tag({ src: 'string', poster: 'string' }, '[video]'),
  audio: tag({ src: 'string' }, '[audio]'),
  map: tag({ latitude: 'number', longitude: 'number' }, '[map]'),
  'web-view': tag({ src: 'string' }, '[web-view {{src}}]'),
  'open-data': tag({ type: 'string' }, '[open-data]'),
}

/** Where a built-in's own template and definition live, beside the app's. */
export const builtinPath = (name: string): string => `__builtin/${name}`
