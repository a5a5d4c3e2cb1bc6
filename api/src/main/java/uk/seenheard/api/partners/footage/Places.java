package uk.seenheard.api.partners.footage;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Decided;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Clip;
import uk.seenheard.sync.footage.Placed;
import uk.seenheard.sync.incident.Incident;

/** Writes down where in a recording a statement or a mark lies, as somebody says who watched it. */
final class Places {
  private final Incidents incidents;
  private final Gathering gathering;
  private final LongSupplier now;

  Places(Incidents incidents, Gathering gathering, LongSupplier now) {
    this.incidents = incidents;
    this.gathering = gathering;
    this.now = now;
  }

  /**
   * What somebody says.
   *
   * @param about the path of the entry
   * @param position from the first picture, milliseconds; empty takes back what was said before
   */
  record Said(String source, String clip, String about, Optional<Long> position, String reason) {}

  /** Writes it down; whether it was not so already. */
  Future<Boolean> place(Grant grant, String incident, Said said) {
    String key = Item.key(Item.Kind.CLIP, said.source(), said.clip());
    return incidents.change(
        Incidents.By.of(grant),
        incident,
        at ->
            gathering
                .of(at, Set.of(key))
                .compose(gathered -> decide(FootageService.view(gathered, now.getAsLong()), said)));
  }

  private static Future<Decided<Boolean>> decide(FootageService.View view, Said said) {
    if (said.reason().isBlank()) {
      return malformed("reason", "is needed: say how you know");
    }
    boolean kind =
        FieldPath.fault(said.about()).isEmpty()
            && (said.about().startsWith(Incident.STATEMENT + '/')
                || said.about().startsWith(Incident.MARK + '/'));
    if (!kind || !Placed.isStanding(view.gathered().at().record(), new FieldPath(said.about()))) {
      return malformed("about", "is no statement and no mark that stands in this incident");
    }
    boolean linked =
        view.given().links().stream()
            .filter(link -> link.source().equals(said.source()) && link.clip().equals(said.clip()))
            .reduce((one, next) -> next)
            .filter(link -> !link.undone())
            .isPresent();
    if (!linked) {
      return malformed("clip", "is not linked to this incident: say first that it belongs here");
    }
    Optional<Clip> clip = view.gathered().clip(said.source(), said.clip());
    boolean beyond =
        clip.filter(Clip::timed)
            .filter(one -> said.position().filter(at -> at > one.shows().length()).isPresent())
            .isPresent();
    if (beyond) {
      return malformed("positionMs", "lies behind the end of the recording");
    }
    Optional<Long> stands =
        Placed.of(view.gathered().at().record()).stream()
            .filter(
                one ->
                    one.about().text().equals(said.about())
                        && one.source().equals(said.source())
                        && one.clip().equals(said.clip()))
            .map(Placed::position)
            .findFirst();
    return Future.succeededFuture(
        stands.equals(said.position())
            ? Decided.nothing(false)
            : Decided.of(view.gathered().at(), List.of(act(view, said)), true));
  }

  private static Operation act(FootageService.View view, Said said) {
    Json.Builder with = Json.object().put("source", said.source()).put("clip", said.clip());
    said.position().ifPresent(at -> with.put("positionMs", at));
    return new Operation.Act(
        Act.FOOTAGE_PLACED.word(),
        Optional.of(new FieldPath(said.about())),
        with.put("reason", said.reason()).build(),
        List.of(),
        view.gathered().at().record().frontier());
  }

  private static <T> Future<T> malformed(String field, String reason) {
    return Future.failedFuture(new Refusal.Malformed(field, reason).raised());
  }
}
