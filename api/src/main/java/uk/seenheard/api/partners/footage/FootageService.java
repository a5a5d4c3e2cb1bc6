package uk.seenheard.api.partners.footage;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Decided;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.sight.Looks;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Candidate;
import uk.seenheard.sync.footage.Clip;
import uk.seenheard.sync.footage.ClipState;
import uk.seenheard.sync.footage.Footage;
import uk.seenheard.sync.footage.FootageGiven;
import uk.seenheard.sync.footage.FootageLink;
import uk.seenheard.sync.footage.FootagePolicy;
import uk.seenheard.sync.footage.Window;

/** Shows how the recordings of an incident stand, and puts one beside it or takes it off. */
final class FootageService {
  static final FootagePolicy POLICY = FootagePolicy.USUAL;

  private final Incidents incidents;
  private final Gathering gathering;
  private final Looks looks;
  private final Predicate<String> officers;
  private final LongSupplier now;

  FootageService(
      Incidents incidents,
      Gathering gathering,
      Looks looks,
      Predicate<String> officers,
      LongSupplier now) {
    this.incidents = incidents;
    this.gathering = gathering;
    this.looks = looks;
    this.officers = officers;
    this.now = now;
  }

  /**
   * What is known, and what follows from it now.
   *
   * @param given with what is linked without a person
   * @param byRule keys of the recordings that are
   */
  record View(
      Gathering.Gathered gathered, FootageGiven given, Footage footage, Set<String> byRule) {
    /** Copies. */
    View {
      byRule = Set.copyOf(byRule);
    }
  }

  /** How an incident's recordings stand; written down as a look. */
  Future<View> look(Grant grant, String incident) {
    return incidents
        .at(grant.scopes(), incident)
        .compose(at -> gathering.of(at, Set.of()))
        .compose(gathered -> looks.at(grant, "footage", List.of(incident), view(gathered)));
  }

  /**
   * What is certain is linked by rule, until a person takes it off. It is no act: a clock or a
   * camera's bearer that is put right later puts it right. A recording that was deleted since is
   * judged as if it were there, so that it is lost and not forgotten.
   */
  private View view(Gathering.Gathered gathered) {
    return view(gathered, now.getAsLong());
  }

  /** The same at a moment. */
  static View view(Gathering.Gathered gathered, long now) {
    String incident = gathered.at().id();
    FootageGiven known = gathered.given();
    List<Clip> present = new ArrayList<>();
    known.clips().forEach(clip -> present.add(clip.present()));
    List<FootageLink> links = new ArrayList<>(known.links());
    Set<String> byRule = new TreeSet<>();
    Footage offered = Footage.of(incident, known.with(present, known.links()), POLICY, now);
    for (Candidate one : offered.candidates()) {
      if (POLICY.links() && gathered.whole() && one.certainty() == Candidate.Certainty.CERTAIN) {
        byRule.add(Item.key(Item.Kind.CLIP, one.source(), one.clip()));
        links.add(
            new FootageLink(
                one.source(), one.clip(), incident, one.person(), Optional.empty(), false));
      }
    }
    FootageGiven given = known.with(known.clips(), links);
    return new View(gathered, given, Footage.of(incident, given, POLICY, now), byRule);
  }

  /**
   * What somebody says of a recording.
   *
   * @param linked whether it belongs to the incident
   * @param part what of it does, in true time; all of it where nothing is said
   */
  record Said(
      String source,
      String clip,
      boolean linked,
      Optional<String> person,
      Optional<Window> part,
      Optional<String> reason,
      Optional<String> sensitive) {}

  /** Writes down that a recording belongs to an incident, or does not. */
  Future<Boolean> link(Grant grant, String incident, Said said) {
    if (said.person().filter(person -> !officers.test(person)).isPresent()) {
      return malformed("person", "is nobody on the roster");
    }
    String key = Item.key(Item.Kind.CLIP, said.source(), said.clip());
    return incidents.change(
        Incidents.By.of(grant),
        incident,
        at -> gathering.of(at, Set.of(key)).compose(gathered -> decide(view(gathered), said)));
  }

  private static Future<Decided<Boolean>> decide(View view, Said said) {
    Optional<Clip> clip = view.gathered().clip(said.source(), said.clip());
    Optional<FootageLink> last = last(view, said);
    if (clip.isEmpty() && last.isEmpty()) {
      return malformed("clip", "is no recording that the catalogue has");
    }
    boolean stands =
        last.filter(link -> link.undone() != said.linked()).isPresent()
            && (!said.linked() || says(last.get(), said));
    if (stands) {
      return Future.succeededFuture(Decided.nothing(said.linked()));
    }
    return said.linked() ? linked(view, said, clip) : unlinked(view, said);
  }

  private static boolean says(FootageLink link, Said said) {
    return said.sensitive().isEmpty()
        && link.part().equals(said.part())
        && (said.person().isEmpty() || link.wearer().equals(said.person()));
  }

  private static Optional<FootageLink> last(View view, Said said) {
    return view.given().links().stream()
        .filter(link -> link.source().equals(said.source()) && link.clip().equals(said.clip()))
        .reduce((one, next) -> next);
  }

  private static Future<Decided<Boolean>> linked(View view, Said said, Optional<Clip> clip) {
    if (clip.filter(one -> one.state() == ClipState.PRESENT).isEmpty()) {
      return malformed("clip", "is not there any more");
    }
    Window shows = clip.get().shows();
    boolean reaches =
        said.part().filter(part -> part.from() > shows.to() || part.to() < shows.from()).isEmpty();
    if (clip.get().timed() && !reaches) {
      return malformed("from", "lies outside the recording, by its clock put right");
    }
    String certainty =
        view.footage().candidates().stream()
            .filter(one -> one.source().equals(said.source()) && one.clip().equals(said.clip()))
            .map(Candidate::certainty)
            .findFirst()
            .map(FootageText::word)
            .orElse(
                view.byRule().contains(Item.key(Item.Kind.CLIP, said.source(), said.clip()))
                    ? FootageText.word(Candidate.Certainty.CERTAIN)
                    : FootageText.word(Candidate.Certainty.BY_HAND));
    // What follows from camera, officer and time needs no words; what a person knows does.
    if (said.reason().isEmpty()
        && !certainty.equals(FootageText.word(Candidate.Certainty.CERTAIN))) {
      return malformed("reason", "is needed: say why this recording shows this incident");
    }
    return written(view, Act.FOOTAGE_LINKED, said, Optional.of(certainty));
  }

  private static Future<Decided<Boolean>> unlinked(View view, Said said) {
    return said.reason().isEmpty()
        ? malformed("reason", "is needed: say why it does not belong here")
        : written(view, Act.FOOTAGE_UNLINKED, said, Optional.empty());
  }

  private static Future<Decided<Boolean>> written(
      View view, Act act, Said said, Optional<String> certainty) {
    Json.Builder with =
        Json.object()
            .put("source", said.source())
            .put("clip", said.clip())
            .put("certainty", certainty)
            .put("reason", said.reason());
    if (said.linked()) {
      with.put("person", said.person()).put("sensitive", said.sensitive());
      said.part().ifPresent(part -> with.put("from", part.from()).put("to", part.to()));
    }
    Operation op =
        new Operation.Act(
            act.word(),
            Optional.empty(),
            with.build(),
            List.of(),
            view.gathered().at().record().frontier());
    return Future.succeededFuture(Decided.of(view.gathered().at(), List.of(op), said.linked()));
  }

  private static <T> Future<T> malformed(String field, String reason) {
    return Future.failedFuture(new Refusal.Malformed(field, reason).raised());
  }
}
