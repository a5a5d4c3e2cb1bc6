package uk.seenheard.api.partners.footage;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import uk.seenheard.sync.footage.FootageActs;
import uk.seenheard.sync.footage.FootageGiven;
import uk.seenheard.sync.footage.FootageLink;
import uk.seenheard.sync.footage.FootageNotes;
import uk.seenheard.sync.footage.FootagePolicy;
import uk.seenheard.sync.footage.Window;
import uk.seenheard.sync.merge.IncidentRecord;

/** Shows how the recordings of an incident stand, and has one put beside it or taken off. */
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

  /** Who wore the camera of a recording by what the catalogue has, if one person alone can have. */
  static Optional<String> wearer(FootageGiven given, Clip clip) {
    FootageLink unsaid =
        new FootageLink(clip.source(), clip.id(), "", Optional.empty(), Optional.empty(), false);
    return given.wearer(clip, unsaid, POLICY);
  }

  /** Writes down that a recording belongs to an incident, or does not. */
  Future<Boolean> link(Grant grant, String incident, Linking.Said said) {
    if (said.person().filter(person -> !officers.test(person)).isPresent()) {
      return Future.failedFuture(
          new Refusal.Malformed("person", "is nobody on the roster").raised());
    }
    String key = Item.key(Item.Kind.CLIP, said.source(), said.clip());
    return incidents.change(
        Incidents.By.of(grant),
        incident,
        at -> {
          at.requireDecidedBy(grant);
          return gathering
              .of(at, Set.of(key))
              .compose(gathered -> new Linking(view(gathered), said, grant.person()).decide());
        });
  }

  /**
   * Decides whether a recording may be put beside an incident, or taken off it, as somebody says.
   *
   * <p>Nobody decides so about a recording of themselves: what it shows may be why. Whose badge is
   * on it wore it, whatever somebody says. What was said of a link before and is not said again
   * stays.
   */
  static final class Linking {
    private final View view;
    private final Said said;
    private final String by;
    private final Optional<Clip> clip;
    private final Optional<FootageLink> last;

    Linking(View view, Said said, String by) {
      this.view = view;
      this.said = said;
      this.by = by;
      this.clip = view.gathered().clip(said.source(), said.clip());
      this.last =
          view.given().links().stream()
              .filter(
                  link -> link.source().equals(said.source()) && link.clip().equals(said.clip()))
              .reduce((one, next) -> next);
    }

    /**
     * What somebody says of a recording.
     *
     * @param linked whether it belongs to the incident
     * @param part what of it does, in true time; all of it where nothing was ever said
     * @param sensitive what it shows that few should see; empty where that is not said
     * @param children which children it shows; empty where that is not said
     */
    record Said(
        String source,
        String clip,
        boolean linked,
        Optional<String> person,
        Optional<Window> part,
        Optional<String> reason,
        Optional<String> sensitive,
        Optional<List<String>> children) {
      /** Copies. */
      Said {
        children = children.map(List::copyOf);
      }
    }

    Future<Decided<Boolean>> decide() {
      if (clip.isEmpty() && last.isEmpty()) {
        return malformed("clip", "is no recording that the catalogue has");
      }
      if (worn().contains(by)) {
        return Future.failedFuture(
            new Refusal.Forbidden(
                    "This is a recording of your own camera: another supervisor has to say whether"
                        + " it belongs here")
                .raised());
      }
      boolean stands =
          last.filter(link -> link.undone() != said.linked()).isPresent()
              && (!said.linked() || says());
      if (stands) {
        return Future.succeededFuture(Decided.nothing(said.linked()));
      }
      return said.linked() ? linked() : unlinked();
    }

    /** Who wore it, by the catalogue, by what was said before and by what is said now. */
    private Set<String> worn() {
      Set<String> worn = new TreeSet<>();
      said.person().ifPresent(worn::add);
      last.flatMap(FootageLink::wearer).ifPresent(worn::add);
      clip.flatMap(one -> wearer(view.given(), one)).ifPresent(worn::add);
      return worn;
    }

    private boolean says() {
      IncidentRecord record = view.gathered().at().record();
      FootageLink link = last.orElseThrow();
      return said.part().filter(part -> !link.part().equals(Optional.of(part))).isEmpty()
          && said.person().filter(one -> !link.wearer().equals(Optional.of(one))).isEmpty()
          && said.sensitive()
              .filter(
                  what -> !what.equals(FootageActs.sensitive(record).getOrDefault(key(), "none")))
              .isEmpty()
          && said.children().filter(all -> !new TreeSet<>(all).equals(shown(record))).isEmpty();
    }

    private Set<String> shown(IncidentRecord record) {
      Set<String> shown = new TreeSet<>();
      FootageActs.children(record)
          .getOrDefault(key(), List.of())
          .forEach(child -> shown.add(child.text()));
      return shown;
    }

    private String key() {
      return FootageNotes.key(said.source(), said.clip());
    }

    private Future<Decided<Boolean>> linked() {
      if (clip.filter(one -> one.state() == ClipState.PRESENT).isEmpty()) {
        return malformed("clip", "is not there any more");
      }
      if (clip.get().badged().isPresent()
          && said.person()
              .filter(one -> !clip.get().badged().equals(Optional.of(one)))
              .isPresent()) {
        return malformed(
            "person",
            "is not whose badge is on the recording: have its system put the badge right, and hand"
                + " it in again");
      }
      Window shows = clip.get().shows();
      boolean reaches =
          said.part()
              .filter(part -> part.from() > shows.to() || part.to() < shows.from())
              .isEmpty();
      if (clip.get().timed() && !reaches) {
        return malformed("from", "lies outside the recording, by its clock put right");
      }
      if (said.part().filter(part -> part.length() > shows.length()).isPresent()) {
        return malformed("to", "makes the part longer than the recording is");
      }
      IncidentRecord record = view.gathered().at().record();
      if (!said.children().orElse(List.of()).stream()
          .allMatch(child -> FootageActs.isChild(record, child))) {
        return malformed("children", "names no child that stands in this incident");
      }
      String certainty = certainty();
      // What follows from camera, officer and time needs no words; what a person knows does.
      if (said.reason().isEmpty()
          && !certainty.equals(FootageText.word(Candidate.Certainty.CERTAIN))) {
        return malformed("reason", "is needed: say why this recording shows this incident");
      }
      return written(Act.FOOTAGE_LINKED, Optional.of(certainty));
    }

    private String certainty() {
      return view.footage().candidates().stream()
          .filter(one -> one.source().equals(said.source()) && one.clip().equals(said.clip()))
          .map(Candidate::certainty)
          .findFirst()
          .map(FootageText::word)
          .orElse(
              view.byRule().contains(Item.key(Item.Kind.CLIP, said.source(), said.clip()))
                  ? FootageText.word(Candidate.Certainty.CERTAIN)
                  : FootageText.word(Candidate.Certainty.BY_HAND));
    }

    private Future<Decided<Boolean>> unlinked() {
      return said.reason().isEmpty()
          ? malformed("reason", "is needed: say why it does not belong here")
          : written(Act.FOOTAGE_UNLINKED, Optional.empty());
    }

    private Future<Decided<Boolean>> written(Act act, Optional<String> certainty) {
      IncidentRecord record = view.gathered().at().record();
      Json.Builder with =
          Json.object()
              .put("source", said.source())
              .put("clip", said.clip())
              .put("certainty", certainty)
              .put("reason", said.reason());
      if (said.linked()) {
        Optional<FootageLink> before =
            FootageActs.links(record).stream()
                .filter(one -> one.source().equals(said.source()) && one.clip().equals(said.clip()))
                .reduce((one, next) -> next)
                .filter(link -> !link.undone());
        Map<String, String> sensitive = FootageActs.sensitive(record);
        with.put("person", said.person().or(() -> before.flatMap(FootageLink::wearer)))
            .put("sensitive", said.sensitive().or(() -> Optional.ofNullable(sensitive.get(key()))));
        said.part()
            .or(() -> before.flatMap(FootageLink::part))
            .ifPresent(part -> with.put("from", part.from()).put("to", part.to()));
        Set<String> children =
            said.children().<Set<String>>map(TreeSet::new).orElseGet(() -> shown(record));
        if (!children.isEmpty()) {
          with.put("children", Json.texts(children));
        }
      }
      Operation op =
          new Operation.Act(
              act.word(), Optional.empty(), with.build(), List.of(), record.frontier());
      return Future.succeededFuture(Decided.of(view.gathered().at(), List.of(op), said.linked()));
    }

    private static <T> Future<T> malformed(String field, String reason) {
      return Future.failedFuture(new Refusal.Malformed(field, reason).raised());
    }
  }
}
