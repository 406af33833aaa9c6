/** The numbers that anyone in the country can ring; in the app itself, so that they are there with no network. */
import type { Hotline } from '../account/school'

const line = (name: string, phone: string, hours: string, hint: string): Hotline => ({
  hotlineId: null,
  layer: 'national',
  schoolId: null,
  name,
  phone,
  person: '',
  hours,
  hint,
})

/** In the order of need. The operator can edit what the server sends; these are the defaults. @see policy */
export const nationalLines: readonly Hotline[] = [
  line('报警', '110', '24 小时', '有人正在伤害你，或者要伤害你'),
  line('急救', '120', '24 小时', '有人受伤、昏倒、身体很难受'),
  line('火警', '119', '24 小时', '着火、冒烟、被困住'),
  line('青少年服务', '12355', '', '心里难受、被欺负、不知道找谁说'),
  line('心理援助', '12356', '', '难过到撑不住，想找人说话'),
  line('检察服务', '12309', '', '未成年人受到侵害，请检察院帮忙'),
  line('政务服务', '12345', '24 小时', '向政府反映学校和身边的问题'),
]

/** Lines for danger to life: shown always, whatever a server sends. */
export const emergencyPhones: readonly string[] = ['110', '120', '119']
