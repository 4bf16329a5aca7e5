/** Exact code, code prefix, initials prefix, name contains, initials contain; then the shorter initials. */
export function ranked(table: string, codes: string[], names: string[], with_ = ''): string {
  const any = (columns: string[], test: (column: string) => string) => columns.map(test).join(' or ')
  return `${with_} select * from (select *, case
      when ${any(codes, (c) => `lower(${c}) = @t`)} then 0
      when ${any(codes, (c) => `substr(lower(${c}), 1, length(@t)) = @t`)} then 1
      when substr(py, 1, length(@t)) = @t then 2
      when ${any(names, (n) => `instr(lower(${n}), @t) > 0`)} then 3
      when instr(py, @t) > 0 then 4 end as place from ${table})
    where place is not null order by place, length(py), ${codes[0]} limit @limit`
}

export function bare<T extends object>(row: T): T {
  const { place: _, card_no: __, ...rest } = row as T & { place?: number; card_no?: string }
  return rest as T
}
