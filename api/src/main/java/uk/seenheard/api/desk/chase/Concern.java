package uk.seenheard.api.desk.chase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.footage.FootageNote;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.RecordedAct;
import uk.seenheard.sync.prompt.DutyState;

/**
 * Something about an incident that must not be forgotten, as long as it stands.
 *
 * @param id the same at every server and each time it is computed
 * @param since the moment that its ladder counts from; it may lie ahead
 * @param breach its deadline, when it has one
 */
record Concern(
    String id,
    String kind,
    Optional<String> duty,
    Optional<FieldPath> subject,
    long since,
    Optional<Long> breach) {
  private static final int NAME_CHARS = 16;

  /** From when on before it is deleted people are told that a recording will be. */
  private static final long FORTNIGHT = 14 * 24 * 3_600_000L;

  /** Everything that stands about an incident. */
  static List<Concern> of(
      Incident incident,
      IncidentCard card,
      List<DutyState> duties,
      ChasePolicy policy,
      Optional<NoticeConcern> notices,
      Digests digests) {
    List<Concern> concerns = new ArrayList<>();
    switch (card.state()) {
      case RECORDING ->
          concerns.add(state(card, "recording", card.incident(), card.firstAt(), digests));
      case SUBMITTED, CHANGED ->
          concerns.add(
              state(
                  card,
                  "submission",
                  card.state().word() + named(incident.review().standing()),
                  card.waitingSince(),
                  digests));
      case RETURNED -> {
        List<RecordedAct> returns = incident.review().returns();
        // No later than it was received: the clock that dated it may have been wrong.
        long since =
            Math.min(
                card.lastAt(),
                returns.stream().mapToLong(RecordedAct::wall).max().orElse(card.lastAt()));
        concerns.add(state(card, "return", named(returns), since, digests));
      }
      case AUTHORISED -> {
        // Only its duties are left.
      }
    }
    for (DutyState duty : duties) {
      boolean runs =
          duty.phase() == DutyState.Phase.DUE
              || duty.phase() == DutyState.Phase.WARNED
              || duty.phase() == DutyState.Phase.BREACHED;
      if (runs && duty.due().isPresent()) {
        concerns.add(duty(card, duty, policy, digests));
        boolean soon = duty.phase() != DutyState.Phase.BREACHED && NoticeConcern.isOfNotice(duty);
        if (soon && notices.isPresent()) {
          concerns.add(beforeDue(card, duty, digests));
        }
      }
    }
    notices
        .map(one -> one.of(incident, card))
        .orElse(List.of())
        .forEach(one -> concerns.add(notice(card, one, digests)));
    for (FootageNote note : FootageNote.of(incident.record()).values()) {
      footage(card, note, digests).ifPresent(concerns::add);
    }
    return concerns;
  }

  /** Somebody is woken while there is time to read it, or to ring. */
  private static Concern beforeDue(IncidentCard card, DutyState duty, Digests digests) {
    long due = duty.due().getAsLong();
    String subject = duty.subject().map(FieldPath::text).orElse("");
    return new Concern(
        name(card, "duty\nbefore-due\n" + duty.duty() + '\n' + subject + '\n' + due, digests),
        "duty",
        Optional.of(NoticeConcern.BEFORE_DUE),
        duty.subject(),
        NoticeConcern.woken(due),
        Optional.of(due));
  }

  private static Concern notice(IncidentCard card, NoticeConcern.Standing one, Digests digests) {
    FieldPath at = one.referral().at();
    return new Concern(
        name(card, "duty\n" + one.duty() + '\n' + at.text() + '\n' + one.basis(), digests),
        "duty",
        Optional.of(one.duty()),
        Optional.of(at),
        one.since(),
        Optional.of(one.late()));
  }

  /** What a server noted of the body-worn video, as long as it stands so. */
  private static Optional<Concern> footage(IncidentCard card, FootageNote note, Digests digests) {
    String duty;
    long since = note.at();
    switch (note.state()) {
      case FootageNote.MISSING, FootageNote.PARTLY -> duty = "footage-missing";
      case FootageNote.LOST -> duty = "footage-lost";
      case FootageNote.EXPIRING -> duty = "footage-expiring";
      case FootageNote.UNLINKED -> duty = "footage-unlinked";
      default -> {
        return Optional.empty();
      }
    }
    boolean ahead = duty.equals("footage-expiring") || duty.equals("footage-unlinked");
    return Optional.of(
        new Concern(
            name(card, "duty\n" + duty + '\n' + note.about() + '\n' + since, digests),
            "duty",
            Optional.of(duty),
            Optional.empty(),
            ahead ? since - FORTNIGHT : since,
            Optional.of(since)));
  }

  /** Whose own camera an alert is about, where it is about an officer's. */
  static Optional<String> whose(
      Incident incident, IncidentCard card, String alert, Digests digests) {
    return FootageNote.of(incident.record()).values().stream()
        .filter(
            note -> footage(card, note, digests).filter(one -> one.id().equals(alert)).isPresent())
        .flatMap(note -> note.person().stream())
        .findFirst();
  }

  private static Concern state(
      IncidentCard card, String kind, String basis, long since, Digests digests) {
    return new Concern(
        name(card, kind + '\n' + basis, digests),
        kind,
        Optional.empty(),
        Optional.empty(),
        since,
        Optional.empty());
  }

  private static Concern duty(
      IncidentCard card, DutyState duty, ChasePolicy policy, Digests digests) {
    Ladder ladder = policy.ladder("duty", Optional.of(duty.duty()));
    long due = duty.due().getAsLong();
    String subject = duty.subject().map(FieldPath::text).orElse("");
    return new Concern(
        name(card, "duty\n" + duty.duty() + '\n' + subject + '\n' + due, digests),
        "duty",
        Optional.of(duty.duty()),
        duty.subject(),
        ladder.fromSince() ? duty.since().orElse(due) : due,
        Optional.of(due));
  }

  private static String named(List<RecordedAct> deeds) {
    StringBuilder names = new StringBuilder();
    deeds.stream()
        .map(deed -> deed.id().toString())
        .sorted()
        .forEach(id -> names.append('\n').append(id));
    return names.toString();
  }

  private static String name(IncidentCard card, String basis, Digests digests) {
    String hex = Hash.of("seenheard/alert/1\n" + card.incident() + '\n' + basis, digests).hex();
    return card.incident() + '.' + hex.substring(0, NAME_CHARS);
  }
}
