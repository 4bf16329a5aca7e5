import { useEffect, useState } from 'react'
import type { Fault } from '../../../shared/errors.ts'
import { useRoute } from '../../stores/route.ts'
import { Detail } from './Detail.tsx'
import { List } from './List.tsx'
import { emptyForm, type Form, type Search, searchOf } from './query.ts'
import './txns.css'

/** What the list shows; kept here while a transaction is open over it. */
export interface Listing {
  form: Form
  search: Search | null
  chosen: string | null
  fault: Fault | null
}

function begin(form: Form): Listing {
  const search = searchOf(form, 0, Date.now())
  return { form, search: 'ok' in search ? search.ok : null, chosen: null, fault: null }
}

/** 交易查询: search, and one transaction in full. */
export default function TxnScreen() {
  const route = useRoute()
  const [listing, setListing] = useState(() => begin(emptyForm(Date.now())))
  const [open, setOpen] = useState<string | null>(null)
  useEffect(() => {
    const { msgid, infno } = route.params
    if (msgid) setOpen(msgid)
    if (!infno) return
    setOpen(null)
    setListing(begin({ ...emptyForm(Date.now()), infno, from: '', to: '', withQueries: true }))
  }, [route.tick])
  return open === null ? (
    <List listing={listing} onListing={setListing} onOpen={setOpen} />
  ) : (
    <Detail key={open} msgid={open} onOpen={setOpen} onBack={() => setOpen(null)} />
  )
}
