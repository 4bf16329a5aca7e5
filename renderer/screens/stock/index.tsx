import { useEffect, useState } from 'react'
import { watchEnter } from '../common/enter.ts'
import { Movements } from './Movements.tsx'
import { Products } from './Products.tsx'
import '../common/layout.css'
import '../common/fields.css'
import '../common/parts.css'
import './stock.css'

/** 进销存: what went up to the centre of each kind, and what is in stock. */
export default function StockScreen() {
  const [shows, setShows] = useState<'movements' | 'products'>('movements')
  useEffect(watchEnter, [])
  return shows === 'movements' ? (
    <Movements onProducts={() => setShows('products')} />
  ) : (
    <Products onBack={() => setShows('movements')} />
  )
}
