package uk.seenheard.api.desk.misplaced;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Decided;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.writer.IncidentWeights;
import uk.seenheard.api.ground.writer.ServerAuthor;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.review.MisplacedWords;

/**
 * Moves words from the incident under whose reference they were written by mistake to the one where
 * they belong: an act in each, and the words where they belong, in one commit, on condition that
 * neither moved. So no word is ever in both records or in neither.
 *
 * <p>Both incidents have to be in one's sight, and the words of one's team, but for inspectors; and
 * somebody else's: nobody takes back their own words by this door.
 */
final class MisplacedService {
  /** Changes moved by one act. */
  static final int MOST = 200;

  private final Incidents incidents;
  private final StandingWords standing;
  private final Bringing bringing;
  private final IncidentWeights weights;

  MisplacedService(
      Incidents incidents, StandingWords standing, Bringing bringing, IncidentWeights weights) {
    this.incidents = incidents;
    this.standing = standing;
    this.bringing = bringing;
    this.weights = weights;
  }

  /**
   * What is to be moved.
   *
   * @param from the incident under whose reference it was written
   * @param to the incident where it belongs
   * @param seen the frontier of the first that was looked at
   * @param author whose words, all of them; or empty
   * @param entry which entry, with what hangs on it; or empty
   */
  record Wanted(
      String from,
      String to,
      Hash seen,
      Optional<String> author,
      Optional<FieldPath> entry,
      String reason) {}

  /**
   * What was moved.
   *
   * @param changes how many changes it was written in
   * @param left how many more there are: it is to be said again
   */
  record Done(long n, int changes, int left) {}

  Future<Done> move(Grant grant, Wanted wanted) {
    return incidents.change(
        Incidents.By.of(grant),
        List.of(wanted.from(), wanted.to()),
        at ->
            standing
                .of(wanted.from(), at.get(0).n())
                .compose(
                    taking ->
                        incidents.about(
                            at.get(0).record(),
                            () -> decided(grant, wanted, at.get(0), at.get(1), taking))));
  }

  private Decided<Done> decided(
      Grant grant, Wanted wanted, IncidentAt from, IncidentAt to, StandingWords.Taking taking) {
    if (!from.record().frontier().equals(wanted.seen())) {
      throw new Refusal.Moved(from.record().frontier(), List.of()).raised();
    }
    MisplacedWords all = words(wanted, from, taking);
    MisplacedWords words =
        new MisplacedWords(all.portions().subList(0, Math.min(MOST, all.portions().size())));
    requireAllowed(grant, words, taking);
    Bringing.Brought brought = bringing.brought(words, taking, wanted.to());
    if (!weights.with(wanted.to(), brought.rises()).fits()) {
      throw new Refusal.NotNow("The record where this belongs is full: nothing was moved.")
          .raised();
    }
    int left = all.portions().size() - words.portions().size();
    return new Decided<>(
        Map.of(
            wanted.from(),
            List.of(act(Act.MISPLACED, away(wanted, words, taking, left), from)),
            wanted.to(),
            List.of(act(Act.BROUGHT, here(wanted, words), to))),
        brought.pieces(),
        written ->
            Future.succeededFuture(
                new Done(written.orElseThrow().n(), words.portions().size(), left)));
  }

  private static MisplacedWords words(Wanted wanted, IncidentAt from, StandingWords.Taking taking) {
    if (wanted.entry().isPresent()) {
      return MisplacedWords.ofEntry(taking.changes().values(), from.record(), wanted.entry().get());
    }
    MisplacedWords all =
        MisplacedWords.ofAuthor(taking.changes().values(), wanted.author().orElse(""));
    // What a person decided at a desk was decided on what stood here, and is to be decided anew.
    return new MisplacedWords(
        all.portions().stream().filter(one -> !isOfADesk(one.change())).toList());
  }

  private static boolean isOfADesk(Change change) {
    return change.device().startsWith(ServerAuthor.DEVICE_PREFIX);
  }

  private static void requireAllowed(
      Grant grant, MisplacedWords words, StandingWords.Taking taking) {
    if (words.portions().isEmpty()) {
      throw new Refusal.NotNow("Nothing of that stands in this incident.").raised();
    }
    for (MisplacedWords.Portion portion : words.portions()) {
      var stored = taking.stored().get(portion.change().hash());
      if (portion.change().author().equals(grant.person())) {
        throw new Refusal.Forbidden(
                "These words are partly your own: somebody else has to move them.")
            .raised();
      }
      boolean theirs =
          grant.scopes().contains(Grant.WHOLE_FORCE)
              || (stored != null && grant.teams().contains(stored.entry().team()))
              || isOfADesk(portion.change());
      if (!theirs) {
        throw new Refusal.Forbidden(
                "These words are partly another team's: ask their supervisor, or an inspector.")
            .raised();
      }
    }
  }

  private static Json.Obj here(Wanted wanted, MisplacedWords words) {
    return Json.object()
        .put("what", Json.texts(words.names()))
        .put("incident", wanted.from())
        .put("reason", wanted.reason())
        .build();
  }

  /** Whose sight the mistake gave ends with it, and so does their team's when nothing is left. */
  private static Json.Obj away(
      Wanted wanted, MisplacedWords words, StandingWords.Taking taking, int left) {
    Json.Builder with =
        Json.object()
            .put("what", Json.texts(words.names()))
            .put("incident", wanted.to())
            .put("reason", wanted.reason());
    if (wanted.author().isPresent() && left == 0) {
      with.put("person", wanted.author());
      with.put("team", emptied(words, taking));
    }
    return with.build();
  }

  /** The team of these words, when no other words of it stay. */
  private static Optional<String> emptied(MisplacedWords words, StandingWords.Taking taking) {
    Set<Hash> moved = new TreeSet<>();
    Set<String> teams = new TreeSet<>();
    words.portions().forEach(one -> moved.add(one.change().hash()));
    taking
        .stored()
        .forEach(
            (hash, stored) -> {
              if (moved.contains(hash)) {
                teams.add(stored.entry().team());
              }
            });
    taking
        .stored()
        .forEach(
            (hash, stored) -> {
              if (!moved.contains(hash)
                  && !stored.entry().author().equals(words.portions().get(0).change().author())) {
                teams.remove(stored.entry().team());
              }
            });
    teams.remove("");
    return teams.stream().findFirst();
  }

  private static Operation act(Act act, Json.Obj with, IncidentAt at) {
    return new Operation.Act(act.word(), Optional.empty(), with, List.of(), at.record().frontier());
  }
}
