import { pinyin } from 'pinyin-pro'

/**
 * How single characters are read, without tone, ü as v. Each character is looked up once: reading whole names
 * by a dictionary of words takes a hundred times as long. Where a character of medical names has two common
 * readings, both are taken, so that a name is found by either.
 */
const ALSO: Readonly<Record<string, string>> = {
  ...{ 重: 'zhong chong', 调: 'tiao diao', 长: 'chang zhang', 行: 'xing hang', 血: 'xue xie' },
  ...{
    降: 'jiang xiang',
    藏: 'cang zang',
    盛: 'sheng cheng',
    参: 'shen can cen',
    术: 'shu zhu',
    和: 'he huo',
  },
  ...{ 薄: 'bo bao', 单: 'dan shan', 折: 'she zhe', 尿: 'niao sui', 便: 'bian pian', 大: 'da dai' },
  ...{ 壳: 'ke qiao', 咽: 'yan ye', 颈: 'jing geng', 核: 'he hu', 差: 'cha chai ci', 强: 'qiang jiang' },
  ...{ 角: 'jiao jue', 给: 'gei ji', 露: 'lu lou', 泌: 'mi bi', 荨: 'xun qian', 粘: 'zhan nian' },
  ...{ 阿: 'a e', 没: 'mei mo', 蛤: 'ge ha', 桔: 'jie ju', 石: 'shi dan', 柏: 'bai bo', 地: 'di de' },
  ...{ 乐: 'le yue', 率: 'lv shuai', 脉: 'mai mo', 溃: 'kui hui', 胖: 'pang pan', 仔: 'zi zai' },
  ...{ 朴: 'pu po', 莎: 'sha suo', 茄: 'qie jia', 芎: 'xiong', 薏: 'yi', 蚵: 'ke', 嗽: 'sou', 绿: 'lv lu' },
  ...{ 恶: 'e wu', 哑: 'ya', 曲: 'qu', 解: 'jie xie', 传: 'chuan zhuan', 系: 'xi ji', 殖: 'zhi shi' },
  ...{
    弹: 'tan dan',
    横: 'heng',
    间: 'jian',
    臭: 'chou xiu',
    吐: 'tu',
    卡: 'ka qia',
    柜: 'gui ju',
    色: 'se shai',
  },
  ...{ 塞: 'se sai', 膀: 'bang pang', 扎: 'zha za', 着: 'zhe zhuo', 咳: 'ke hai', 称: 'cheng chen' },
  ...{
    咀: 'ju zui',
    嚼: 'jue jiao',
    还: 'huan hai',
    偻: 'lou lv',
    的: 'de di',
    咯: 'ge ka luo',
    了: 'liao le',
  },
  ...{
    削: 'xue xiao',
    校: 'jiao xiao',
    模: 'mo mu',
    落: 'luo lao',
    卜: 'bu bo',
    栅: 'shan zha',
    屏: 'ping bing',
  },
  ...{ 颤: 'chan zhan', 曝: 'bao pu', 芫: 'yan yuan' },
}

const known = new Map<string, readonly string[]>()

/** The readings of one character; of letters and digits themselves; of anything else none. */
export function readingsOf(char: string): readonly string[] {
  const before = known.get(char)
  if (before) return before
  const made = read(char)
  known.set(char, made)
  return made
}

function read(char: string): readonly string[] {
  if (/^[a-z0-9]$/.test(char)) return [char]
  const also = ALSO[char]
  if (also) return also.split(' ')
  const sound = pinyin(char, { toneType: 'none', v: true }).toLowerCase()
  return /^[a-z]+$/.test(sound) ? [sound] : []
}
