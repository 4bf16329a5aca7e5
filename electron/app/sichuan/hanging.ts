import { fail } from '../../../shared/errors.ts'
import type { Journal } from '../../journal/port.ts'

/** Refuses to take a settlement back while a relative's payment or an e-bill hangs on it. Source: SCX-0203, 0403. */
export async function nothingHangs(journal: Journal, setl_id: string): Promise<void> {
  const family = await journal.doc('sichuan.family', setl_id)
  if (family?.state === 'paid')
    fail(
      'conflict',
      '这次结算由共济账户支付了一部分，不能直接退费',
      '没有发送，也没有退款。',
      '请先在“四川扩展”里撤销共济账户结算（Ctrl+7）。',
    )
  const [bill] = await journal.docs({ kind: 'sichuan.bill', subject: setl_id, states: ['stands'], limit: 1 })
  if (bill)
    fail(
      'conflict',
      '这次结算已上传电子票据，不能直接退费',
      '没有发送，也没有退款。',
      '请先在“四川扩展”里冲红电子票据（Ctrl+7）。',
    )
}
