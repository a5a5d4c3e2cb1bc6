package uk.seenheard.api.desk.chase;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.duty.Addressees;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.ReviewState;
import uk.seenheard.sync.prompt.DutyState;
import uk.seenheard.sync.referral.Referral;
import uk.seenheard.sync.referral.Referrals;

/**
 * What must not be forgotten about notices that leave: that somebody reads them in time, that they
 * arrive before it is too late to ring, that somebody answers, that who is to have one no more is
 * told.
 *
 * @param unread the kinds of which red ones leave before anybody has read them
 * @param levels hours that each step of a challenge waits for an answer
 * @param holidays days that are no working days, beside Saturdays and Sundays
 * @param from since when notices leave by this server: nothing holds back an earlier one
 * @param addressees for whom they are, and who may still act on one that is withdrawn
 */
public record NoticeConcern(
    Set<String> unread,
    List<Long> levels,
    Set<LocalDate> holidays,
    long from,
    Addressees addressees) {
  /** It left unread, and nobody has read it since. */
  static final String UNREAD = "notice-unread";

  /** It is red and of a kind that may leave at once, and something holds it back. */
  static final String HELD = "notice-held";

  /** It is due soon, and no receipt says that it arrived. */
  static final String BEFORE_DUE = "notice-before-due";

  /** It arrived, and somebody for whom it is has not said what they do about it. */
  static final String UNANSWERED = "notice-unanswered";

  /** A challenge waits longer than its step allows. */
  static final String CHALLENGE = "notice-challenge";

  /** It was withdrawn from somebody, and no receipt says that they know. */
  static final String WITHDRAWN = "notice-withdrawn";

  private static final long HOUR = 3_600_000;
  private static final long READ_WITHIN = 4 * HOUR;
  private static final long WAKE_BEFORE = 2 * HOUR;

  /** A whole one leaves within a second: what still waits then is held back. */
  private static final long LEAVES_WITHIN = HOUR / 12;

  private static final ZoneId HERE = ZoneId.of("Europe/London");

  /** Copies. */
  public NoticeConcern {
    unread = Set.copyOf(unread);
    levels = List.copyOf(levels);
    holidays = Set.copyOf(holidays);
  }

  /** Something that stands about a notice, from when on, and by when it is late. */
  record Standing(String duty, Referral referral, String basis, long since, long late) {}

  /** Everything that stands about an incident's notices. */
  List<Standing> of(Incident incident, IncidentCard card) {
    List<Standing> standing = new ArrayList<>();
    boolean waits = card.state() == ReviewState.SUBMITTED || card.state() == ReviewState.CHANGED;
    for (Referral referral : Referrals.of(incident)) {
      if (referral.sending().closed()) {
        continue;
      }
      if (waits) {
        left(incident, referral).ifPresent(standing::add);
        if (card.firstAt() >= from) {
          held(referral, card.waitingSince()).ifPresent(standing::add);
        }
      }
      unanswered(incident, referral).ifPresent(standing::add);
      challenged(referral).ifPresent(standing::add);
    }
    if (waits) {
      // Crossed out or not: who was sent it has it, and nobody has read it.
      Referrals.gone(incident)
          .forEach(referral -> left(incident, referral).ifPresent(standing::add));
    }
    // Ended, crossed out or another's since: whoever has it acts on it until they know.
    addressees.unaware(incident).forEach(one -> standing.add(withdrawn(one)));
    return standing;
  }

  /** Whether a duty is that of a notice: its reader is woken before it is late. */
  static boolean isOfNotice(DutyState duty) {
    return duty.duty().equals("notice") || duty.duty().startsWith("encompass");
  }

  /** From when on somebody is woken about a notice that is due then. */
  static long woken(long due) {
    return due - WAKE_BEFORE;
  }

  private static Optional<Standing> left(Incident incident, Referral referral) {
    OptionalLong at = Referrals.unreadSince(incident, referral);
    return at.isPresent()
        ? Optional.of(
            new Standing(
                UNREAD,
                referral,
                "" + at.getAsLong(),
                at.getAsLong(),
                at.getAsLong() + READ_WITHIN))
        : Optional.empty();
  }

  private Optional<Standing> held(Referral referral, long since) {
    return unread.contains(referral.kind())
            && referral.grade().equals("red")
            && !referral.sending().leftAt().isPresent()
        ? Optional.of(
            new Standing(HELD, referral, "" + since, since + LEAVES_WITHIN, since + READ_WITHIN))
        : Optional.empty();
  }

  private static Standing withdrawn(Addressees.Unaware one) {
    String basis = one.recipient() + ' ' + one.held();
    return new Standing(WITHDRAWN, one.referral(), basis, one.by(), one.by());
  }

  private Optional<Standing> unanswered(Incident incident, Referral referral) {
    return addressees
        .unanswered(incident, referral)
        .map(
            arrived -> {
              long by = workingDayAfter(arrived.at());
              return new Standing(UNANSWERED, referral, arrived.key(), by, by);
            });
  }

  private Optional<Standing> challenged(Referral referral) {
    return referral
        .sending()
        .openChallenge()
        .filter(one -> !levels.isEmpty())
        .map(
            one -> {
              int step = Math.min(one.level(), levels.size()) - 1;
              long by = one.at() + levels.get(step) * HOUR;
              return new Standing(CHALLENGE, referral, one.level() + " " + one.at(), by, by);
            });
  }

  /** The same time on the next day from Monday to Friday that is no holiday. */
  long workingDayAfter(long at) {
    ZonedDateTime day = Instant.ofEpochMilli(at).atZone(HERE).plusDays(1);
    while (day.getDayOfWeek() == DayOfWeek.SATURDAY
        || day.getDayOfWeek() == DayOfWeek.SUNDAY
        || holidays.contains(day.toLocalDate())) {
      day = day.plusDays(1);
    }
    return day.toInstant().toEpochMilli();
  }
}
