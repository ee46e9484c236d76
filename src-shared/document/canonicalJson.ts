export type Json = null | boolean | string | number | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * RFC 8785 text of a document: keys sorted by UTF-16 code units, no white space. Our documents hold text, flags and
 * small integers only, which JSON.stringify writes as the standard asks.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields = Object.keys(value).toSorted().flatMap((key) => {
    const field = value[key];
    return field === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(field)}`];
  });
  return `{${fields.join(',')}}`;
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value);
