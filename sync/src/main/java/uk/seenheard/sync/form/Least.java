package uk.seenheard.sync.form;

/** The least that a text takes to be an answer, under a form's reading from 2 on. */
public enum Least {
  /** A letter or a digit of any script: a name, a child's "No". */
  LETTERS,
  /** More than one word: a description. */
  WORDS
}
