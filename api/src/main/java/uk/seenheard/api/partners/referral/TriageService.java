package uk.seenheard.api.partners.referral;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.chronology.ChildEvent;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Decided;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.sight.Looks;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.reading.Words;
import uk.seenheard.sync.referral.Challenge;
import uk.seenheard.sync.referral.Receipt;
import uk.seenheard.sync.referral.Referral;
import uk.seenheard.sync.referral.ReferralState;
import uk.seenheard.sync.referral.Referrals;

/** Where a notice goes, how urgent it is, and what the force makes of the answer. */
final class TriageService {
  private static final List<String> GRADES = List.of("red", "amber", "green");
  private static final int THIRD = 2;

  private final ReferralPolicy policy;
  private final Incidents incidents;
  private final Notes notes;
  private final Dispatch dispatch;
  private final Looks looks;
  private final LongSupplier now;

  TriageService(
      ReferralPolicy policy,
      Incidents incidents,
      Notes notes,
      Dispatch dispatch,
      Looks looks,
      LongSupplier now) {
    this.policy = policy;
    this.incidents = incidents;
    this.notes = notes;
    this.dispatch = dispatch;
    this.looks = looks;
    this.now = now;
  }

  /**
   * A notice as triage sees it in a list.
   *
   * @param earlier low notices of the last three months about the same children
   * @param open what stands in the way of each recipient, or of there being any
   * @param withdrawnFrom who was sent it, is to have it no more, and has not said that they know
   * @param children the names of whom it is about, as they were typed
   */
  record Line(
      String name,
      Referral referral,
      boolean unread,
      int earlier,
      long since,
      List<String> recipients,
      List<String> open,
      List<String> withdrawnFrom,
      String reference,
      List<String> children) {
    Line {
      children = List.copyOf(children);
      recipients = List.copyOf(recipients);
      open = List.copyOf(open);
      withdrawnFrom = List.copyOf(withdrawnFrom);
    }
  }

  /** Open notices: by grade, then the oldest first. */
  record Page(List<Line> lines, Optional<Notes.At> next) {
    Page {
      lines = List.copyOf(lines);
    }
  }

  Future<Page> open(Grant grant, Optional<String> state, Optional<ReferralName> after) {
    return notes
        .open(after.map(ReferralName::note))
        .compose(
            page -> {
              Set<String> ids = new LinkedHashSet<>();
              page.forEach(one -> ids.add(one.incident()));
              Set<Notes.At> wanted = Set.copyOf(page);
              return lines(List.copyOf(ids), wanted, new ArrayList<>())
                  .map(
                      lines -> {
                        lines.removeIf(
                            line ->
                                state.isPresent()
                                    && !line.referral().state().word().equals(state.get()));
                        lines.sort(
                            Comparator.comparingInt((Line line) -> urgency(line.referral()))
                                .thenComparingLong(Line::since));
                        return new Page(
                            lines,
                            page.size() == Notes.PAGE
                                ? Optional.of(page.get(page.size() - 1))
                                : Optional.empty());
                      })
                  .compose(made -> looks.at(grant, "notices", ids, made));
            });
  }

  /** Not graded is read with the urgent ones: nobody has said that it can wait. */
  private static int urgency(Referral referral) {
    int place = GRADES.indexOf(referral.grade());
    return place < 0 ? 0 : place;
  }

  private Future<List<Line>> lines(List<String> ids, Set<Notes.At> wanted, List<Line> lines) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(lines);
    }
    return incidents
        .at(Set.of(Grant.WHOLE_FORCE), ids.get(0))
        .compose(at -> incidents.about(at.record(), () -> lines(at, wanted)))
        // Erased while the list was made.
        .otherwise(gone -> List.of())
        .compose(
            found -> {
              lines.addAll(found);
              return lines(ids.subList(1, ids.size()), wanted, lines);
            });
  }

  private List<Line> lines(IncidentAt at, Set<Notes.At> wanted) {
    List<Line> lines = new ArrayList<>();
    Set<FieldPath> held = new HashSet<>();
    dispatch.held(at, now.getAsLong()).forEach(one -> held.add(one.referral().at()));
    for (Referral referral : Referrals.of(at.incident())) {
      // What went before this server delivered is nobody's to triage, unless something left since;
      // nor is what was ended, unless somebody has it who is not to.
      boolean open =
          (dispatch.isOpen(at) || referral.sending().begun())
              && (!referral.sending().closed() || held.contains(referral.at()));
      if (open && wanted.contains(new Notes.At(at.id(), referral.at().text()))) {
        Referral toAll = dispatch.toAll(at.incident(), referral);
        lines.add(line(at, toAll, dispatch.addressing().of(at.incident(), referral)));
      }
    }
    for (Referral gone : Referrals.gone(at.incident())) {
      // Of what was crossed out only that somebody holds it is anybody's to look at.
      if (wanted.contains(new Notes.At(at.id(), gone.at().text())) && held.contains(gone.at())) {
        lines.add(line(at, gone, new Addressing.Found(List.of(), Optional.empty())));
      }
    }
    return lines;
  }

  private Line line(IncidentAt at, Referral referral, Addressing.Found found) {
    List<String> open = new ArrayList<>();
    List<String> withdrawnFrom = new ArrayList<>();
    for (Dispatch.Step held : dispatch.held(at, now.getAsLong())) {
      if (held.referral().at().equals(referral.at())) {
        withdrawnFrom.add(held.to().id());
        if (held.leaving() instanceof Leaving.Person person) {
          open.add(held.to().name() + " may still act on it. " + person.why());
        }
      }
    }
    found.why().ifPresent(open::add);
    String text = dispatch.sheet(at.incident(), referral).text();
    for (Recipient to : found.to()) {
      if (dispatch.leaving(at, referral, to, text, now.getAsLong())
          instanceof Leaving.Person person) {
        open.add(person.why());
      }
    }
    boolean unread = Referrals.unreadSince(at.incident(), referral).isPresent();
    return new Line(
        ReferralName.of(at.id(), referral.at()),
        referral,
        unread,
        earlier(at, referral),
        at.card().firstAt(),
        found.to().stream().map(Recipient::id).toList(),
        open,
        withdrawnFrom,
        at.incident().reference().orElse(""),
        names(at.incident(), referral));
  }

  private static List<String> names(Incident incident, Referral referral) {
    List<String> names = new ArrayList<>();
    for (FieldPath about : referral.about()) {
      names.add(String.join(" or ", Addressing.texts(incident, about, "name")));
    }
    return names;
  }

  private static int earlier(IncidentAt at, Referral referral) {
    int most = 0;
    for (FieldPath about : referral.about()) {
      most =
          Math.max(
              most,
              (int)
                  at.card().chronology().earlier().getOrDefault(about, List.of()).stream()
                      .filter(one -> one.kind() == ChildEvent.Kind.LOW_NOTICE)
                      .count());
    }
    return most;
  }

  /**
   * Says where a notice goes and how urgent it is.
   *
   * @param together other notices of the same incident, of which the same is said: all or none
   */
  Future<Boolean> triage(
      Grant grant,
      ReferralName name,
      String route,
      String grade,
      Optional<String> why,
      List<ReferralName> together) {
    if (!policy.routes().containsKey(route)) {
      return malformed("route", "is none of the force's routes");
    }
    if (together.stream().anyMatch(one -> !one.incident().equals(name.incident()))) {
      return malformed("together", "names a notice of another incident");
    }
    return decided(
        grant,
        name,
        together,
        Act.REFERRAL_TRIAGED,
        (at, referral) -> {
          boolean says = why.filter(Words::describes).isPresent();
          boolean pattern = grade.equals("green") && earlier(at, referral) >= THIRD;
          if (!says && (!grade.equals(referral.grade()) || pattern)) {
            throw new Refusal.Malformed(
                    "why",
                    pattern
                        ? "is needed: at least the third notice within three months stays green"
                        : "is needed: the grade is another than before")
                .raised();
          }
          Json.Builder with = Json.object().put("route", route).put("grade", grade).put("why", why);
          if (!together.isEmpty()) {
            with.put("together", 1L + together.size());
          }
          return with.build();
        });
  }

  /** Opens a challenge, or takes it a step up. */
  Future<Boolean> challenge(Grant grant, ReferralName name, long level, String why) {
    if (!Words.describes(why)) {
      return malformed("why", "is needed in words: what the answer leaves out");
    }
    return decided(
        grant,
        name,
        List.of(),
        Act.REFERRAL_CHALLENGED,
        (at, referral) -> {
          int stands = referral.sending().openChallenge().map(Challenge::level).orElse(0);
          if (level != stands + 1 || level > policy.levels().size()) {
            throw new Refusal.Malformed(
                    "level",
                    "is not the next step: " + Math.min(stands + 1, policy.levels().size()))
                .raised();
          }
          if (referral.sending().leftAt().isEmpty()) {
            throw new Refusal.NotNow("Nothing of this notice has left: there is no answer yet.")
                .raised();
          }
          return Json.object().put("level", level).put("why", why).build();
        });
  }

  /** Ends a notice about which somebody has answered. */
  Future<Boolean> close(Grant grant, ReferralName name, String reason) {
    if (!Words.says(reason)) {
      return malformed("reason", "is needed: say why nothing more is waited for");
    }
    return decided(
        grant,
        name,
        List.of(),
        Act.REFERRAL_CLOSED,
        (at, referral) -> {
          boolean answered =
              referral.state() == ReferralState.DECIDED
                  || referral.state() == ReferralState.CHALLENGED
                  || referral.sending().last().keySet().stream()
                      .flatMap(one -> referral.sending().answers(one).stream())
                      .anyMatch(Receipt::taken);
          if (!answered) {
            throw new Refusal.NotNow(
                    "Nobody has taken this notice on: it is sent until somebody does.")
                .raised();
          }
          return Json.object().put("reason", reason).build();
        });
  }

  private interface Judging {
    Json.Obj with(IncidentAt at, Referral referral);
  }

  private Future<Boolean> decided(
      Grant grant, ReferralName name, List<ReferralName> together, Act act, Judging judging) {
    Incidents.By by = new Incidents.By(grant.person(), grant.token(), Set.of(Grant.WHOLE_FORCE));
    return incidents.change(
        by,
        name.incident(),
        incidents.pure(
            at -> {
              List<Operation> ops = new ArrayList<>();
              Set<ReferralName> all = new LinkedHashSet<>(List.of(name));
              all.addAll(together);
              for (ReferralName one : all) {
                Referral referral = standing(at.incident(), one);
                ops.add(ReceiptService.act(at, act, referral, judging.with(at, referral)));
              }
              return Decided.of(at, ops, true);
            }));
  }

  /** What was crossed out is nobody's to triage, and no answer to it is waited for. */
  private static Referral standing(Incident incident, ReferralName name) {
    return find(name, Referrals.of(incident));
  }

  /** The notice of that name, also where it was crossed out since it left. */
  static Referral find(Incident incident, ReferralName name) {
    List<Referral> all = new ArrayList<>(Referrals.of(incident));
    all.addAll(Referrals.gone(incident));
    return find(name, all);
  }

  private static Referral find(ReferralName name, List<Referral> among) {
    return among.stream()
        .filter(one -> one.at().equals(name.at()))
        .findFirst()
        .orElseThrow(ReceiptService::none);
  }

  private static <T> Future<T> malformed(String field, String reason) {
    return Future.failedFuture(new Refusal.Malformed(field, reason).raised());
  }
}
