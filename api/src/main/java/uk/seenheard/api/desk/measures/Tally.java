package uk.seenheard.api.desk.measures;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
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
  private final List<Long> decisions = new ArrayList<>();
  private final long[] backlog = new long[4];

  void add(IncidentCard card, long now) {
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
    if (card.watch().decidedAt() > 0) {
      decisions.add(card.watch().decidedAt() - card.watch().submittedAt());
    }
    if (card.state().waits()) {
      backlog[age(now - card.waitingSince())]++;
    }
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

  /** The time within which that share of decisions was made: the smallest such; or empty. */
  OptionalLong decidedWithin(double share) {
    if (decisions.isEmpty()) {
      return OptionalLong.empty();
    }
    List<Long> sorted = decisions.stream().sorted().toList();
    int place = (int) Math.ceil(share * sorted.size()) - 1;
    return OptionalLong.of(sorted.get(Math.max(0, place)));
  }
}
