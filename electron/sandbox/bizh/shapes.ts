import type { Shapes } from '../nhsa/faults.ts'

/** Whole HTTP 200 bodies that are no answer of this platform. None says that a refused message succeeded. */
const CODE = /<return_code>[^<]*<\/return_code>/

export const BROKEN: Shapes = {
  any: [
    (text, at) => text.slice(0, 1 + Math.floor((text.length - 2) * at)),
    () => '',
    () => '<program/>',
    () => '<program></program>',
    () => 'null',
    () => '<html><body><h1>502 Bad Gateway</h1></body></html>',
    () => '{"code":"200","message":"成功"}',
    () =>
      '<?xml version="1.0"?><!DOCTYPE p [<!ENTITY c "1">]><program><return_code>&c;</return_code></program>',
    (text) => `${text}${text}`,
    (text) => text.replace(CODE, ''),
    (text) => text.replace(CODE, '<return_code/>'),
    (text) => text.replace(CODE, '<return_code>OK</return_code>'),
    (text) => text.replace('</program>', ''),
    (text) => text.replaceAll('program>', 'response>'),
    (text, at) => {
      const bytes = Buffer.from(text)
      for (let i = Math.floor(bytes.length * at * 0.5); i < bytes.length; i += 3) bytes[i] = 0xff
      return bytes
    },
  ],
  // success, and what belongs to it is missing
  hollow: [
    () => '<program><return_code>1</return_code></program>',
    (text) => text.replace(/(<\/return_code_message>).*<\/program>/s, '$1</program>'),
    (text) => text.replace(/<(aaz218|payinfo|akc264)>.*?<\/\1>/gs, '<$1></$1>'),
  ],
}
