package uk.seenheard.api.bench;

/** Something that fills one or more rows of the table. */
interface Measurement {
  /** Measures, and reports rows as soon as they are known. */
  void run(Place place) throws Exception;
}
