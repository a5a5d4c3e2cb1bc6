package uk.seenheard.sync.form;

/** What an answer to a field looks like. */
public enum FieldType {
  /** A text in the officer's words. */
  TEXT,
  /** One code of the field's code list. */
  CODE,
  /** A list of codes of the field's code list; an empty list says "none of them". */
  CODES,
  /** A whole number, 0 or above. */
  COUNT,
  /** A calendar day, {@code 2026-11-22}, today or earlier unless the field may lie ahead. */
  DATE,
  /** A moment with its offset, {@code 2026-11-22T03:10Z}. */
  TIME,
  /** The path of an entry, {@code child/ID}. */
  ENTRY,
  /** An object that is always given whole. */
  REGISTER
}
