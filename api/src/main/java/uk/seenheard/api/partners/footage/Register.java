package uk.seenheard.api.partners.footage;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Decided;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.sight.Looks;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Clip;
import uk.seenheard.sync.footage.FootageLink;
import uk.seenheard.sync.footage.FootageRegister;
import uk.seenheard.sync.merge.RecordedAct;

/**
 * What becomes of an incident's recordings outside: where each can be watched, whether it is
 * relevant, to whom it was given, and the schedule of all of them, linked or not.
 */
final class Register {
  private static final String[] COLUMNS = {
    "source",
    "clip",
    "officer",
    "from",
    "to",
    "uncertaintySeconds",
    "state",
    "linked",
    "relevant",
    "why",
    "disclosedTo",
    "disclosedAt",
    "disclosedBy",
    "purpose",
    "basis",
    "redactedAs"
  };

  private final Incidents incidents;
  private final Gathering gathering;
  private final FootageService footage;
  private final Looks looks;

  /** Where a recording of a system can be watched, {@code {clip}} for its name there. */
  private final Map<String, String> addresses;

  Register(
      Incidents incidents,
      Gathering gathering,
      FootageService footage,
      Looks looks,
      Map<String, String> addresses) {
    this.incidents = incidents;
    this.gathering = gathering;
    this.footage = footage;
    this.looks = looks;
    this.addresses = Map.copyOf(addresses);
  }

  /** Where a recording can be watched; that it was asked for is written down before it is said. */
  Future<String> open(Grant grant, String incident, String source, String clip) {
    return footage
        .look(grant, incident)
        .compose(
            view -> {
              Set<String> hidden = FootageText.hidden(view, grant.role());
              boolean known =
                  view.gathered().clip(source, clip).isPresent()
                      && !hidden.contains(Item.key(Item.Kind.CLIP, source, clip));
              return known && addresses.containsKey(source)
                  ? looks.at(grant, "footage-opened", List.of(incident), address(source, clip))
                  : Future.failedFuture(
                      new Refusal.Malformed("clip", "is no recording that can be watched from here")
                          .raised());
            });
  }

  private String address(String source, String clip) {
    // Wherever the force's template has it, in the path or behind the question mark.
    String encoded = URLEncoder.encode(clip, StandardCharsets.UTF_8).replace("+", "%20");
    return addresses.getOrDefault(source, "").replace("{clip}", encoded);
  }

  /** Writes down what was decided about a recording that the catalogue has, or that is linked. */
  Future<Boolean> write(Grant grant, String incident, Act act, Json.Obj with) {
    String source = with.text("source").orElseThrow();
    String clip = with.text("clip").orElseThrow();
    return incidents.change(
        Incidents.By.of(grant),
        incident,
        at ->
            gathering
                .of(at, Set.of(Item.key(Item.Kind.CLIP, source, clip)))
                .compose(
                    gathered -> {
                      boolean linked =
                          gathered.given().links().stream()
                              .anyMatch(
                                  one -> one.source().equals(source) && one.clip().equals(clip));
                      if (gathered.clip(source, clip).isEmpty() && !linked) {
                        return Future.failedFuture(
                            new Refusal.Malformed("clip", "is no recording that the catalogue has")
                                .raised());
                      }
                      boolean own =
                          gathered
                              .clip(source, clip)
                              .flatMap(one -> FootageService.wearer(gathered.given(), one))
                              .filter(grant.person()::equals)
                              .isPresent();
                      if (own && act == Act.FOOTAGE_JUDGED) {
                        return Future.failedFuture(
                            new Refusal.Forbidden(
                                    "This is a recording of your own camera: another supervisor has"
                                        + " to say whether it is relevant")
                                .raised());
                      }
                      Operation op =
                          new Operation.Act(
                              act.word(),
                              Optional.empty(),
                              with,
                              List.of(),
                              at.record().frontier());
                      return Future.succeededFuture(Decided.of(at, List.of(op), true));
                    }));
  }

  /** The schedule as a file; written down as a look. */
  Future<String> schedule(Grant grant, String incident) {
    return footage
        .look(grant, incident)
        .compose(view -> looks.at(grant, "footage-schedule", List.of(incident), text(grant, view)));
  }

  private static String text(Grant grant, FootageService.View view) {
    FootageRegister register = FootageRegister.of(view.gathered().at().record());
    Set<String> hidden = FootageText.hidden(view, grant.role());
    Map<String, FootageLink> linked = new TreeMap<>();
    for (FootageLink link : view.given().links()) {
      String key = Item.key(Item.Kind.CLIP, link.source(), link.clip());
      if (link.undone()) {
        linked.remove(key);
      } else {
        linked.put(key, link);
      }
    }
    Set<String> named = new TreeSet<>(linked.keySet());
    view.footage()
        .candidates()
        .forEach(one -> named.add(Item.key(Item.Kind.CLIP, one.source(), one.clip())));
    StringBuilder text = new StringBuilder();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader(COLUMNS).get();
    try (CSVPrinter lines = new CSVPrinter(text, format)) {
      for (Clip clip : view.given().clips()) {
        String key = Item.key(Item.Kind.CLIP, clip.source(), clip.id());
        if (named.contains(key) && !hidden.contains(key)) {
          print(lines, view, register, clip, Optional.ofNullable(linked.get(key)));
        }
      }
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return text.toString();
  }

  /** A line for each time that it was given to somebody, and one where it never was. */
  private static void print(
      CSVPrinter lines,
      FootageService.View view,
      FootageRegister register,
      Clip clip,
      Optional<FootageLink> link)
      throws IOException {
    Optional<RecordedAct> judged = register.judged(clip.source(), clip.id());
    List<Object> first = new ArrayList<>();
    first.add(clip.source());
    first.add(cell(Optional.of(clip.id())));
    first.add(
        cell(
            link.flatMap(one -> view.given().wearer(clip, one, FootageService.POLICY))
                .or(clip::badged)));
    first.add(clip.timed() ? Instant.ofEpochMilli(clip.shows().from()) : "");
    first.add(clip.timed() ? Instant.ofEpochMilli(clip.shows().to()) : "");
    first.add(clip.timed() ? clip.error(FootageService.POLICY) / 1_000 : "");
    first.add(FootageText.word(clip.state()));
    boolean byRule = view.byRule().contains(Item.key(Item.Kind.CLIP, clip.source(), clip.id()));
    first.add(byRule ? "by rule" : link.isPresent() ? "by a person" : "no");
    first.add(judged.flatMap(deed -> deed.with().text("relevant")).orElse("not said"));
    first.add(cell(judged.flatMap(deed -> deed.with().text("why"))));
    List<RecordedAct> disclosed = register.disclosed(clip.source(), clip.id());
    if (disclosed.isEmpty()) {
      first.addAll(List.of("", "", "", "", "", ""));
      lines.printRecord(first);
    }
    for (RecordedAct deed : disclosed) {
      List<Object> line = new ArrayList<>(first);
      line.add(cell(deed.with().text("to")));
      line.add(Instant.ofEpochMilli(deed.wall()));
      line.add(cell(Optional.of(deed.author())));
      line.add(cell(deed.with().text("purpose")));
      line.add(cell(deed.with().text("basis")));
      line.add(cell(deed.with().text("redactedAs")));
      lines.printRecord(line);
    }
  }

  /** What somebody typed is no formula, whatever opens the file. */
  private static String cell(Optional<String> text) {
    String one = text.orElse("");
    return !one.isEmpty() && "=+-@\t\r".indexOf(one.charAt(0)) >= 0 ? '\'' + one : one;
  }
}
