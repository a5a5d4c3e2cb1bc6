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
import uk.seenheard.api.ground.cards.Cards;
import uk.seenheard.api.ground.cards.IncidentCard;
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

  /** As long as somebody may have a camera, before it is said again. */
  private static final long CARRIED_BEFORE = 31 * DAY;

  private final Attendances attendances;
  private final Catalogue catalogue;
  private final Cards cards;

  Gathering(Attendances attendances, Catalogue catalogue, Cards cards) {
    this.attendances = attendances;
    this.catalogue = catalogue;
    this.cards = cards;
  }

  /**
   * What was gathered.
   *
   * @param said what the catalogue has of each recording, by its key
   * @param whole whether no question found as much as it may: else nothing is beyond doubt
   */
  record Gathered(IncidentAt at, FootageGiven given, Map<String, Json.Obj> said, boolean whole) {
    /** The recording of that key, if the catalogue has it. */
    Optional<Clip> clip(String source, String id) {
      return Optional.ofNullable(said.get(Item.key(Item.Kind.CLIP, source, id))).map(ClipText::of);
    }
  }

  /** Who was where. */
  private record Present(
      IncidentAt at,
      Window near,
      Window around,
      Set<String> people,
      List<Attended> attended,
      boolean whole) {}

  /** And which recordings there are. */
  private record Recorded(Present present, List<Json.Obj> clips) {}

  /**
   * About an incident.
   *
   * @param also keys of recordings that are asked for by name
   */
  Future<Gathered> of(IncidentAt at, Set<String> also) {
    return attendances
        .at(at.id())
        .compose(wrote -> present(at, wrote))
        .compose(present -> recorded(present, also))
        .compose(this::gathered);
  }

  /** Who of these people attended what within a time. */
  Future<List<Attended>> attended(Collection<String> people, Window within) {
    return attendances
        .of(people, new Window(within.from() - DAY, within.to() + DAY))
        .compose(wrote -> references(wrote).map(cards -> Presence.of(wrote, references(cards))))
        .map(
            all ->
                all.stream()
                    .filter(
                        one ->
                            one.present().from() >= within.from()
                                && one.present().from() < within.to())
                    .toList());
  }

  private static Map<String, Set<String>> references(Map<String, IncidentCard> cards) {
    Map<String, Set<String>> references = new TreeMap<>();
    cards.forEach(
        (incident, card) ->
            card.reference().ifPresent(one -> references.put(incident, Set.of(one))));
    return references;
  }

  private Future<Present> present(IncidentAt at, List<Attendances.Wrote> here) {
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
    return attendances
        .of(people, around)
        .compose(
            elsewhere ->
                references(elsewhere)
                    .map(known -> present(at, near, around, people, both(here, elsewhere), known)));
  }

  private static List<Attendances.Wrote> both(
      List<Attendances.Wrote> here, List<Attendances.Wrote> elsewhere) {
    Set<Attendances.Wrote> both = new LinkedHashSet<>(here);
    both.addAll(elsewhere);
    return new ArrayList<>(both);
  }

  private Future<Map<String, IncidentCard>> references(List<Attendances.Wrote> wrote) {
    Set<String> incidents = new TreeSet<>();
    wrote.forEach(one -> incidents.add(one.incident()));
    return incidents.isEmpty() ? Future.succeededFuture(Map.of()) : cards.cards(incidents);
  }

  private static Present present(
      IncidentAt at,
      Window near,
      Window around,
      Set<String> people,
      List<Attendances.Wrote> wrote,
      Map<String, IncidentCard> cards) {
    Map<String, Set<String>> references = references(cards);
    at.card().reference().ifPresent(one -> references.put(at.id(), Set.of(one)));
    return new Present(
        at,
        near,
        around,
        people,
        Presence.of(wrote, references),
        wrote.size() < Attendances.MOST_FOUND);
  }

  private Future<Recorded> recorded(Present present, Set<String> also) {
    Set<String> by = new TreeSet<>();
    present.people().forEach(person -> by.add(Catalogue.person(person)));
    return catalogue
        .found(Item.Kind.CARRIED, by, carriedAbout(present))
        .compose(carried -> clips(present, by, carried, also))
        .map(clips -> new Recorded(present, clips));
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
    Future<List<Json.Obj>> few =
        clips(Catalogue.Reach.SHORT, names, new Window(near.from() - HOUR, near.to()));
    Future<List<Json.Obj>> more =
        clips(Catalogue.Reach.LONG, names, new Window(near.from() - BEFORE, near.to()));
    Future<List<Json.Obj>> rest = clips(Catalogue.Reach.LOOSE, loose, present.around());
    Future<List<Json.Obj>> asked = catalogue.named(named(present, also));
    return Future.all(few, more, rest, asked)
        .map(all -> with(List.of(few.result(), more.result(), rest.result(), asked.result())));
  }

  private Future<List<Json.Obj>> clips(Catalogue.Reach reach, Set<String> names, Window starts) {
    return catalogue.found(Item.Kind.CLIP, reach.of(names), starts);
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

  private static List<Json.Obj> with(List<List<Json.Obj>> found) {
    Map<String, Json.Obj> all = new TreeMap<>();
    found.forEach(some -> some.forEach(one -> all.put(key(one), one)));
    return new ArrayList<>(all.values());
  }

  private static String key(Json.Obj clip) {
    return Item.key(
        Item.Kind.CLIP, clip.text("source").orElseThrow(), clip.text("id").orElseThrow());
  }

  private Future<Gathered> gathered(Recorded recorded) {
    Set<String> devices = new TreeSet<>();
    List<Clip> clips = new ArrayList<>();
    Map<String, Json.Obj> said = new TreeMap<>();
    for (Json.Obj one : recorded.clips()) {
      Clip clip = ClipText.of(one);
      clips.add(clip);
      said.put(key(one), one);
      devices.add(Catalogue.device(clip.source(), clip.device()));
    }
    Present present = recorded.present();
    return catalogue
        .found(Item.Kind.CARRIED, devices, carriedAbout(present))
        .compose(
            carried ->
                attendances
                    .spokenAt(present.at().id())
                    .map(spoken -> given(present, carried, clips, spoken)))
        .map(
            given ->
                new Gathered(
                    present.at(),
                    given,
                    said,
                    present.whole()
                        && Math.max(given.carried().size(), said.size()) < Catalogue.MOST_FOUND));
  }

  private static FootageGiven given(
      Present present, List<Json.Obj> carried, List<Clip> clips, List<Marked> spoken) {
    List<Carried> read = new ArrayList<>();
    carried.forEach(one -> read.add(ClipText.carried(one)));
    List<Marked> standing = new ArrayList<>();
    for (Marked one : spoken) {
      if (present.at().record().entry(one.about()).filter(entry -> !entry.struck()).isPresent()) {
        standing.add(one);
      }
    }
    return new FootageGiven(
        present.attended(),
        read,
        clips,
        FootageActs.links(present.at().record()),
        standing,
        FootageActs.excused(present.at().record()));
  }
}
