package uk.seenheard.api.trust.erasure;

import io.vertx.core.Future;
import java.util.List;

/** The port to the incidents of a force that were erased: a projection of its ledger. */
public interface ErasureRegister {
  /** Entries in one page. */
  int PAGE = 1_000;

  /**
   * One erasure.
   *
   * @param n the commit that says so
   * @param at when, milliseconds since 1970
   */
  record Entry(String incident, long n, long at) {}

  /** Keeps an erasure; the first of an incident stays. */
  Future<Void> put(Entry entry);

  /** A page, in the order of the incidents' ids. */
  Future<List<Entry>> after(String incident);
}
