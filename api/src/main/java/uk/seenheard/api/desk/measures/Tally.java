package uk.seenheard.api.desk.measures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.cards.MeasureCounts;

/** The sum of some incidents: of a team, a form, a week, or of all. */
final class Tally {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  private long incidents;
  private long notGraded;
  private long children;
  private long seen;
  private long heard;
  private long demeanour;
  private long noticesDue;
  private long noticesInTime;
  private long encompassDue;
  private long encompassInTime;
  private long onlyWritten;
  private long confirmed;
  private long olderDue;
  private long olderWritten;
  private long footageOfficers;
  private long footageExpected;
  private long footageCovered;
  private long footageInTime;
  private long footageExcuses;
  private long footageForgot;
  private long footageLost;
  private long reasons;
  private long handedIn;
  private long returned;
  private long returns;
  private long repeatVictims;
  private final Map<String, Long> why = new TreeMap<>();
  private final List<Long> decisions = new ArrayList<>();
  private final List<Long> sights = new ArrayList<>();
  private final long[] backlog = new long[4];

  /**
   * Adds an incident.
   *
   * @param sightAt when a supervisor first looked at it after it was handed in, or 0
   */
  void add(IncidentCard card, long sightAt, long now) {
    MeasureCounts facts = card.watch().facts();
    incidents++;
    notGraded += card.counts().risk() == 0 ? 1 : 0;
    children += facts.children();
    seen += facts.seen();
    heard += facts.heard();
    demeanour += facts.demeanour();
    noticesDue += facts.noticesDue();
    noticesInTime += facts.noticesInTime();
    encompassDue += facts.encompassDue();
    encompassInTime += facts.encompassInTime();
    onlyWritten += facts.words().onlyWritten();
    confirmed += facts.words().confirmed();
    olderDue += facts.older().due();
    olderWritten += facts.older().written();
    footageOfficers += facts.footage().officers();
    footageExpected += facts.footage().expected();
    footageCovered += facts.footage().covered();
    footageInTime += facts.footage().inTime();
    footageExcuses += facts.footage().excuses();
    footageForgot += facts.footage().forgot();
    footageLost += facts.footage().lost();
    reasons += facts.reasons();
    MeasureCounts.Returned back = facts.returned();
    returned += back.times() > 0 ? 1 : 0;
    returns += back.times();
    back.why().forEach((prompt, notes) -> why.merge(prompt, (long) notes, Long::sum));
    repeatVictims += facts.repeatVictims();
    if (card.watch().submittedAt() > 0) {
      handedIn++;
      sight(card, sightAt).ifPresent(sights::add);
    }
    if (card.watch().decidedAt() > 0) {
      decisions.add(card.watch().decidedAt() - card.watch().submittedAt());
    }
    if (card.state().waits()) {
      backlog[age(now - card.waitingSince())]++;
    }
  }

  /** How long it waited to be looked at; who decided looked at it, if nobody did before. */
  static OptionalLong sight(IncidentCard card, long sightAt) {
    long first =
        sightAt == 0
            ? card.watch().decidedAt()
            : card.watch().decidedAt() == 0 ? sightAt : Math.min(sightAt, card.watch().decidedAt());
    return first == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, first - card.watch().submittedAt()));
  }

  private static int age(long waited) {
    if (waited < DAY) {
      return 0;
    }
    return waited < 3 * DAY ? 1 : waited < 7 * DAY ? 2 : 3;
  }

  long incidents() {
    return incidents;
  }

  long notGraded() {
    return notGraded;
  }

  long children() {
    return children;
  }

  long seen() {
    return seen;
  }

  long heard() {
    return heard;
  }

  long demeanour() {
    return demeanour;
  }

  long noticesDue() {
    return noticesDue;
  }

  long noticesInTime() {
    return noticesInTime;
  }

  long encompassDue() {
    return encompassDue;
  }

  long encompassInTime() {
    return encompassInTime;
  }

  long onlyWritten() {
    return onlyWritten;
  }

  long confirmed() {
    return confirmed;
  }

  long olderDue() {
    return olderDue;
  }

  long olderWritten() {
    return olderWritten;
  }

  long footageOfficers() {
    return footageOfficers;
  }

  long footageExpected() {
    return footageExpected;
  }

  long footageCovered() {
    return footageCovered;
  }

  long footageInTime() {
    return footageInTime;
  }

  long footageExcuses() {
    return footageExcuses;
  }

  long footageForgot() {
    return footageForgot;
  }

  long footageLost() {
    return footageLost;
  }

  long reasons() {
    return reasons;
  }

  long decided() {
    return decisions.size();
  }

  /** Waiting submissions: below a day, to three, to seven, longer. */
  long waiting(int age) {
    return backlog[age];
  }

  long handedIn() {
    return handedIn;
  }

  long sighted() {
    return sights.size();
  }

  long returned() {
    return returned;
  }

  long returns() {
    return returns;
  }

  long repeatVictims() {
    return repeatVictims;
  }

  /** Notes of returns by the prompt that they are pinned to; those pinned to none under "". */
  Map<String, Long> why() {
    return why;
  }

  /** The time within which that share was first looked at: the smallest such; or empty. */
  OptionalLong sightedWithin(double share) {
    return within(sights, share);
  }

  /** The time within which that share of decisions was made: the smallest such; or empty. */
  OptionalLong decidedWithin(double share) {
    return within(decisions, share);
  }

  private static OptionalLong within(List<Long> times, double share) {
    if (times.isEmpty()) {
      return OptionalLong.empty();
    }
    List<Long> sorted = times.stream().sorted().toList();
    int place = (int) Math.ceil(share * sorted.size()) - 1;
    return OptionalLong.of(sorted.get(Math.max(0, place)));
  }
}
