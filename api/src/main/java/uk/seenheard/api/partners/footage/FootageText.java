package uk.seenheard.api.partners.footage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Candidate;
import uk.seenheard.sync.footage.Clip;
import uk.seenheard.sync.footage.Expected;
import uk.seenheard.sync.footage.FootageActs;
import uk.seenheard.sync.footage.FootageLink;
import uk.seenheard.sync.footage.FootageNotes;
import uk.seenheard.sync.footage.FootageRegister;
import uk.seenheard.sync.footage.Marked;
import uk.seenheard.sync.footage.Placed;
import uk.seenheard.sync.footage.Position;
import uk.seenheard.sync.footage.Window;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * Writes how an incident's recordings stand. A recording whose system restricts it is an officer's
 * business only as far as it counts: they are shown neither its name nor what lies in it.
 *
 * @param opening the systems of which it is known where a recording can be watched
 */
record FootageText(Force force, Set<String> opening) {
  /** Copies. */
  FootageText {
    opening = Set.copyOf(opening);
  }

  static String word(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What was read once for all of an incident's recordings. */
  private record Known(
      FootageService.View view,
      FootageRegister register,
      Map<String, String> sensitive,
      Map<String, List<FieldPath>> children) {}

  /** For somebody of that role. */
  Json.Obj of(FootageService.View view, Role role) {
    IncidentRecord record = view.gathered().at().record();
    Known known =
        new Known(view, FootageRegister.of(record), sensitive(view), FootageActs.children(record));
    Set<String> hidden = hidden(view, role);
    List<Position> positions = Position.of(record, view.given(), view.footage());
    List<FootageLink> links = new ArrayList<>();
    for (FootageLink link : view.given().links()) {
      links.removeIf(one -> one.source().equals(link.source()) && one.clip().equals(link.clip()));
      if (!link.undone()) {
        links.add(link);
      }
    }
    // Of what was erased nothing is known to be missing.
    List<Expected> expected = view.gathered().erased() ? List.of() : view.footage().expected();
    return Json.object()
        .put("incident", view.gathered().at().id())
        .put("lanes", list(expected, this::lane))
        .put(
            "links",
            list(
                links.stream().filter(one -> !hidden.contains(key(one.source(), one.clip()))),
                one -> link(known, one)))
        .put(
            "candidates",
            list(
                view.footage().candidates().stream()
                    .filter(one -> !hidden.contains(key(one.source(), one.clip()))),
                one -> candidate(known, one)))
        .put(
            "pins",
            list(
                positions.stream().filter(one -> !hidden.contains(key(one.source(), one.clip()))),
                this::pin))
        .put("notOnCamera", Json.texts(notOnCamera(view, positions)))
        .put("withheld", hidden.size())
        .put("whole", view.gathered().whole())
        .put("erased", view.gathered().erased())
        .build();
  }

  static Set<String> hidden(FootageService.View view, Role role) {
    Set<String> hidden = new TreeSet<>();
    if (!role.reviews()) {
      view.gathered()
          .said()
          .forEach(
              (key, said) -> {
                if (said.text("access").equals(Optional.of("restricted"))) {
                  hidden.add(key);
                }
              });
      Map<String, String> sensitive = sensitive(view);
      for (FootageLink link : view.given().links()) {
        if (sensitive.containsKey(FootageNotes.key(link.source(), link.clip()))) {
          hidden.add(key(link.source(), link.clip()));
        }
      }
    }
    return hidden;
  }

  private static Map<String, String> sensitive(FootageService.View view) {
    return FootageActs.sensitive(view.gathered().at().record());
  }

  private static String key(String source, String clip) {
    return Item.key(Item.Kind.CLIP, source, clip);
  }

  private static Set<String> notOnCamera(FootageService.View view, List<Position> positions) {
    Set<String> paths = new TreeSet<>();
    for (Marked marked : view.given().marked()) {
      paths.add(marked.about().text());
    }
    positions.stream().map(Position::about).map(FieldPath::text).forEach(paths::remove);
    return paths;
  }

  private Json lane(Expected expected) {
    return Json.object()
        .put("person", expected.person())
        .put("name", force.person(expected.person()).map(Person::name))
        .put("from", expected.time().from())
        .put("to", expected.time().to())
        .put("state", word(expected.state()))
        .put("coveredMs", expected.covered())
        .put("gaps", list(expected.gaps(), FootageText::window))
        .build();
  }

  private static Json window(Window window) {
    return Json.object().put("from", window.from()).put("to", window.to()).build();
  }

  private Json link(Known read, FootageLink link) {
    FootageService.View view = read.view();
    Json.Builder text =
        Json.object()
            .put("source", link.source())
            .put("clip", link.clip())
            .put("byRule", view.byRule().contains(key(link.source(), link.clip())))
            .put(
                "sensitive",
                Optional.ofNullable(
                    read.sensitive().get(FootageNotes.key(link.source(), link.clip()))))
            .put(
                "children",
                Json.texts(
                    read
                        .children()
                        .getOrDefault(FootageNotes.key(link.source(), link.clip()), List.of())
                        .stream()
                        .map(FieldPath::text)
                        .toList()));
    link.part().ifPresent(part -> text.put("part", window(part)));
    Optional<Clip> known = view.gathered().clip(link.source(), link.clip());
    if (known.isEmpty()) {
      return text.put("person", link.wearer()).put("state", "unknown").build();
    }
    text.put("person", view.given().wearer(known.get(), link, FootageService.POLICY));
    return recording(read, known.get(), text).build();
  }

  private Json candidate(Known read, Candidate candidate) {
    Json.Builder text =
        Json.object()
            .put("source", candidate.source())
            .put("clip", candidate.clip())
            .put("person", candidate.person())
            .put("certainty", word(candidate.certainty()))
            .put("reasons", Json.texts(candidate.reasons()));
    read.view()
        .gathered()
        .clip(candidate.source(), candidate.clip())
        .ifPresent(clip -> recording(read, clip, text));
    return text.build();
  }

  /** What it shows, where its clock is evidence; how long it will be there. */
  private Json.Builder recording(Known read, Clip clip, Json.Builder text) {
    Json.Obj said = read.view().gathered().said().get(key(clip.source(), clip.id()));
    text.put(
            "relevant",
            read.register()
                .judged(clip.source(), clip.id())
                .flatMap(deed -> deed.with().text("relevant")))
        .put("disclosures", read.register().disclosed(clip.source(), clip.id()).size())
        .put("opens", opening.contains(clip.source()));
    text.put("state", word(clip.state())).put("clock", word(clip.clock()));
    if (clip.timed()) {
      text.put("shows", window(clip.shows()))
          .put("uncertaintyMs", clip.error(FootageService.POLICY));
    }
    if (said != null) {
      text.put("held", said.isTrue("held"));
      ClipText.deleteAt(said).ifPresent(at -> text.put("deleteAt", at));
    }
    return text;
  }

  private Json pin(Position one) {
    Json.Builder text =
        Json.object()
            .put("about", one.about().text())
            .put("source", one.source())
            .put("clip", one.clip());
    one.computed()
        .ifPresent(
            pin -> text.put("positionMs", pin.position()).put("uncertaintyMs", pin.uncertainty()));
    one.byHand().ifPresent(placed -> text.put("byHand", placed(placed)));
    return text.build();
  }

  private Json placed(Placed placed) {
    return Json.object()
        .put("positionMs", placed.position())
        .put("by", placed.by())
        .put("name", force.person(placed.by()).map(Person::name))
        .put("at", placed.at())
        .put("reason", placed.reason())
        .build();
  }

  private static <T> Json list(List<T> values, Function<T, Json> text) {
    return list(values.stream(), text);
  }

  private static <T> Json list(Stream<T> values, Function<T, Json> text) {
    return Json.list(values.map(text).toList());
  }
}
