package uk.seenheard.api.partners.footage;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import uk.seenheard.api.ground.cards.Cards;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Attended;
import uk.seenheard.sync.footage.Carried;
import uk.seenheard.sync.footage.Clip;
import uk.seenheard.sync.footage.FootageActs;
import uk.seenheard.sync.footage.FootageGiven;
import uk.seenheard.sync.footage.FootageLink;
import uk.seenheard.sync.footage.Marked;
import uk.seenheard.sync.footage.Window;
import uk.seenheard.sync.merge.RecordedAct;

/**
 * Gathers all that is known about recordings of an incident and about who was where, so that what
 * follows from it can be computed: who wrote in it; where else the same people were about then;
 * which cameras they carried; the recordings of those people, cameras and references; and who else
 * is said to have carried those cameras.
 */
final class Gathering {
  private static final long DAY = 24 * 3_600_000L;

  /** A recording may have begun a day before, and be uploaded a day after the shift. */
  private static final long BEFORE = DAY + 3_600_000;

  private static final long AFTER = 2 * DAY;

  /** How far from somebody's words a recording of theirs is still offered, and a minute. */
  private static final long NEAR =
      FootageService.POLICY.bufferWithoutControl() + FootageService.POLICY.near() + 60_000;

  private static final long HOUR = 3_600_000;

  /** How far words may lie from where a visit to which they belong reaches, clocks considered. */
  private static final long BEYOND = Presence.APART + Attendances.MOST_UNCERTAIN;

  /** As long as somebody may have a camera, before it is said again. */
  private static final long CARRIED_BEFORE = 31 * DAY;

  private final Attendances attendances;
  private final Catalogue catalogue;
  private final Cards cards;
  private final Predicate<String> cameras;

  /**
   * From what is kept.
   *
   * @param cameras whether somebody is issued a camera
   */
  Gathering(Attendances attendances, Catalogue catalogue, Cards cards, Predicate<String> cameras) {
    this.cameras = cameras;
    this.attendances = attendances;
    this.catalogue = catalogue;
    this.cards = cards;
  }

  /**
   * What was gathered.
   *
   * @param said what the catalogue has of each recording, by its key
   * @param whole whether no question found as much as it may: else nothing is beyond doubt
   * @param erased whether what the catalogue had of that time was erased: what is not there was
   */
  record Gathered(
      IncidentAt at,
      FootageGiven given,
      Map<String, Json.Obj> said,
      boolean whole,
      boolean erased) {
    /** The recording of that key, if the catalogue has it. */
    Optional<Clip> clip(String source, String id) {
      return Optional.ofNullable(said.get(Item.key(Item.Kind.CLIP, source, id))).map(ClipText::of);
    }
  }

  /** Who was here, and what of the time about that is looked through. */
  private record Present(
      IncidentAt at,
      Set<String> people,
      List<Attendances.Wrote> here,
      Window near,
      Window around,
      List<Marked> spoken,
      boolean erased) {
    /** From somebody's first words to anybody's last. */
    Window words() {
      long first =
          here.stream().mapToLong(Attendances.Wrote::first).min().orElse(at.card().firstAt());
      long last = here.stream().mapToLong(Attendances.Wrote::last).max().orElse(first);
      return new Window(first, Math.max(first, last));
    }
  }

  /** Where else the same people were, as far as that can matter; whether all of it was found. */
  private record Elsewhere(
      List<Attendances.Wrote> wrote, Map<String, Set<String>> references, boolean whole) {}

  /**
   * About an incident.
   *
   * @param also keys of recordings that are asked for by name
   */
  Future<Gathered> of(IncidentAt at, Set<String> also) {
    Future<List<Attendances.Wrote>> here = attendances.at(Set.of(at.id()));
    Future<List<Marked>> spoken = attendances.spokenAt(at.id());
    Future<Boolean> erased = catalogue.isErased(at.card().firstAt());
    return Future.all(here, spoken, erased)
        .map(all -> present(at, here.result(), spoken.result(), erased.result()))
        .compose(
            present ->
                recorded(present, also).compose(recordings -> gathered(present, recordings)));
  }

  /** Who of these people attended what within a time. */
  Future<List<Attended>> attended(Collection<String> people, Window within) {
    return attendances
        .of(people, new Window(within.from() - DAY, within.to() + DAY))
        .compose(wrote -> references(wrote).map(known -> Presence.of(wrote, known, cameras)))
        .map(
            all ->
                all.stream()
                    .filter(
                        one ->
                            one.present().from() >= within.from()
                                && one.present().from() < within.to())
                    .toList());
  }

  private static Present present(
      IncidentAt at, List<Attendances.Wrote> here, List<Marked> spoken, boolean erased) {
    Set<String> people = new TreeSet<>();
    long first = at.card().firstAt();
    long last = first;
    for (Attendances.Wrote one : here) {
      people.add(one.person());
      first = Math.min(first, one.first());
      last = Math.max(last, one.last());
    }
    // Words of days later are no visit; what is looked through stays bounded.
    Window around = new Window(first - BEFORE, Math.min(last, first + DAY) + AFTER);
    Window near = new Window(first - NEAR, Math.min(last, first + 3 * DAY) + NEAR);
    return new Present(at, people, here, near, around, spoken, erased);
  }

  /**
   * Where else the same people were, as far as it decides about one of these recordings: only what
   * reaches to it, however far the clocks may be off, and what it was recorded for. Of an incident
   * that does, all that they wrote there is read, since it takes all of it to tell their visits.
   */
  private Future<Elsewhere> elsewhere(Present present, List<Clip> clips) {
    Set<String> events = new TreeSet<>();
    clips.forEach(clip -> events.addAll(clip.events()));
    Optional<Window> reach = reach(present, clips);
    Future<List<Attendances.Wrote>> near =
        reach.isEmpty()
            ? Future.succeededFuture(List.of())
            : attendances.of(present.people(), reach.get());
    Future<Map<String, String>> named = cards.referred(events);
    return Future.all(near, named)
        .compose(both -> elsewhere(present, near.result(), named.result()));
  }

  private Future<Elsewhere> elsewhere(
      Present present, List<Attendances.Wrote> near, Map<String, String> named) {
    Set<String> incidents = new TreeSet<>(named.keySet());
    near.forEach(one -> incidents.add(one.incident()));
    incidents.remove(present.at().id());
    return attendances
        .at(incidents)
        .map(
            all ->
                new Elsewhere(
                    within(present, all),
                    each(named),
                    isWhole(near) && isWhole(all) && named.size() < Cards.MOST_REFERRED));
  }

  private static boolean isWhole(List<Attendances.Wrote> found) {
    return found.size() < Attendances.MOST_FOUND;
  }

  private static List<Attendances.Wrote> within(Present present, List<Attendances.Wrote> all) {
    long first = Attendances.stretch(present.around().from());
    long last = Attendances.stretch(present.around().to());
    return all.stream()
        .filter(
            one ->
                present.people().contains(one.person())
                    && one.stretch() >= first
                    && one.stretch() <= last)
        .toList();
  }

  /** From when to when words elsewhere can keep one of these recordings from being certain. */
  private static Optional<Window> reach(Present present, List<Clip> clips) {
    Window words = present.words();
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    for (Clip clip : clips) {
      Window shows = clip.shows();
      boolean offered =
          clip.timed() && shows.to() >= words.from() - NEAR && shows.from() <= words.to() + NEAR;
      if (offered) {
        long off = NEAR + clip.error(FootageService.POLICY) + BEYOND;
        from = Math.min(from, shows.from() - off);
        to = Math.max(to, shows.to() + off);
      }
    }
    from = Math.max(from, present.around().from());
    to = Math.min(to, present.around().to());
    return from <= to ? Optional.of(new Window(from, to)) : Optional.empty();
  }

  private Future<Map<String, Set<String>>> references(List<Attendances.Wrote> wrote) {
    Set<String> incidents = new TreeSet<>();
    wrote.forEach(one -> incidents.add(one.incident()));
    return incidents.isEmpty()
        ? Future.succeededFuture(Map.of())
        : cards.references(incidents).map(Gathering::each);
  }

  private static Map<String, Set<String>> each(Map<String, String> references) {
    Map<String, Set<String>> each = new TreeMap<>();
    references.forEach((incident, reference) -> each.put(incident, Set.of(reference)));
    return each;
  }

  private Future<List<Json.Obj>> recorded(Present present, Set<String> also) {
    Set<String> by = new TreeSet<>();
    present.people().forEach(person -> by.add(Catalogue.person(person)));
    return catalogue
        .carried(by, carriedAbout(present))
        .compose(carried -> clips(present, by, carried, also));
  }

  private static Window carriedAbout(Present present) {
    return new Window(present.around().from() - CARRIED_BEFORE, present.around().to());
  }

  private Future<List<Json.Obj>> clips(
      Present present, Set<String> by, List<Json.Obj> carried, Set<String> also) {
    Set<String> names = new TreeSet<>(by);
    for (Json.Obj one : carried) {
      Carried read = ClipText.carried(one);
      if (read.time().to() >= present.around().from()) {
        names.add(Catalogue.device(read.source(), read.device()));
      }
    }
    Set<String> loose = new TreeSet<>(names);
    present.at().card().reference().ifPresent(one -> loose.add(Catalogue.event(one)));
    Window near = present.near();
    // Three questions, so that of the many recordings of days around none is opened in vain.
    return catalogue
        .clips(
            List.of(
                new Catalogue.Sought(
                    Catalogue.Reach.SHORT, names, new Window(near.from() - HOUR, near.to())),
                new Catalogue.Sought(
                    Catalogue.Reach.LONG, names, new Window(near.from() - BEFORE, near.to())),
                new Catalogue.Sought(Catalogue.Reach.LOOSE, loose, present.around())),
            named(present, also))
        .map(Gathering::inOrder);
  }

  /** What was decided on stays in sight, however its times are put right since. */
  private static Set<String> named(Present present, Set<String> also) {
    Set<String> named = new TreeSet<>(also);
    for (FootageLink link : FootageActs.links(present.at().record())) {
      named.add(Item.key(Item.Kind.CLIP, link.source(), link.clip()));
    }
    // And what an evidence system was told of, so that it can be told otherwise.
    for (RecordedAct deed : present.at().record().deeds()) {
      if (Act.FOOTAGE_WISHED.is(deed.act())) {
        named.add(
            Item.key(
                Item.Kind.CLIP,
                deed.with().text("source").orElse(""),
                deed.with().text("clip").orElse("")));
      }
    }
    return named;
  }

  private static List<Json.Obj> inOrder(List<Json.Obj> found) {
    Map<String, Json.Obj> all = new TreeMap<>();
    found.forEach(one -> all.put(key(one), one));
    return new ArrayList<>(all.values());
  }

  private static String key(Json.Obj clip) {
    return Item.key(
        Item.Kind.CLIP, clip.text("source").orElseThrow(), clip.text("id").orElseThrow());
  }

  private Future<Gathered> gathered(Present present, List<Json.Obj> recordings) {
    Set<String> devices = new TreeSet<>();
    List<Clip> clips = new ArrayList<>();
    Map<String, Json.Obj> said = new TreeMap<>();
    for (Json.Obj one : recordings) {
      Clip clip = ClipText.of(one);
      clips.add(clip);
      said.put(key(one), one);
      // Whose badge is on it wore it: who carried the camera is not asked.
      if (clip.badged().isEmpty()) {
        devices.add(Catalogue.device(clip.source(), clip.device()));
      }
    }
    Future<List<Json.Obj>> carried = catalogue.carried(devices, carriedAbout(present));
    Future<Elsewhere> elsewhere = elsewhere(present, clips);
    return Future.all(carried, elsewhere)
        .map(
            both ->
                new Gathered(
                    present.at(),
                    given(present, elsewhere.result(), carried.result(), clips),
                    said,
                    isWhole(present.here())
                        && elsewhere.result().whole()
                        && Math.max(carried.result().size(), said.size()) < Catalogue.MOST_FOUND,
                    present.erased()));
  }

  private FootageGiven given(
      Present present, Elsewhere elsewhere, List<Json.Obj> carried, List<Clip> clips) {
    Set<Attendances.Wrote> wrote = new LinkedHashSet<>(present.here());
    wrote.addAll(elsewhere.wrote());
    Map<String, Set<String>> references = new TreeMap<>(elsewhere.references());
    present
        .at()
        .card()
        .reference()
        .ifPresent(one -> references.put(present.at().id(), Set.of(one)));
    List<Carried> read = new ArrayList<>();
    carried.forEach(one -> read.add(ClipText.carried(one)));
    List<Marked> standing = new ArrayList<>();
    for (Marked one : present.spoken()) {
      if (present.at().record().entry(one.about()).filter(entry -> !entry.struck()).isPresent()) {
        standing.add(one);
      }
    }
    return new FootageGiven(
        Presence.of(new ArrayList<>(wrote), references, cameras),
        read,
        clips,
        FootageActs.links(present.at().record()),
        standing,
        FootageActs.excused(present.at().record()));
  }
}
