package uk.seenheard.sync.simulate;

import java.util.Locale;

/** What goes wrong in a simulated run. */
enum Fault {
  MESSAGE_DROPPED,
  MESSAGE_REPEATED,
  MESSAGE_REORDERED,
  MESSAGE_TRUNCATED,
  HANDSET_KILLED,
  HANDSET_CLONED,
  TWO_LOOPS,
  CLOCK_YEARS_WRONG,
  CLOCK_STEPPED,
  LOGIN_EXPIRED,
  ACCESS_REVOKED,
  ACCOUNT_REVOKED,
  PERSON_CHANGED,
  VERSIONS_APART,
  HOSTILE_HANDSET,
  SERVER_KILLED,
  SERVER_RESTORED,
  SECOND_WRITER,
  STALE_READ;

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
