package uk.seenheard.sync.simulate;

import java.util.Locale;

/** The steps of the protocol at which a fault may strike. */
enum Step {
  CAPTURE,
  PUSH,
  DECIDE,
  SEGMENT,
  COMMIT,
  PROJECT,
  PUSH_ANSWER,
  MARK,
  NEW_EPOCH,
  PULL,
  PAGE,
  STORE_PAGE,
  EVICT,
  ASK,
  ORDER,
  WIPE,
  REVIEW,
  RECORDS;

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
