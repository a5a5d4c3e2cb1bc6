package uk.seenheard.sync.footage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Attending;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;

/** Reads out of an incident which recordings were put beside it, and taken off it again. */
public final class FootageActs {
  private FootageActs() {}

  /**
   * What was decided of an incident's recordings, in the order of the record: of each recording the
   * last one holds. What names no recording is left aside.
   */
  public static List<FootageLink> links(IncidentRecord record) {
    List<FootageLink> links = new ArrayList<>();
    for (RecordedAct deed : record.deeds()) {
      boolean linked = Act.FOOTAGE_LINKED.is(deed.act());
      if (linked || Act.FOOTAGE_UNLINKED.is(deed.act())) {
        Optional<String> source = deed.with().text("source");
        Optional<String> clip = deed.with().text("clip");
        if (source.isPresent() && clip.isPresent()) {
          links.add(
              new FootageLink(
                  source.get(),
                  clip.get(),
                  record.incident(),
                  deed.with().text("person"),
                  part(deed.with()),
                  !linked));
        }
      }
    }
    return Collections.unmodifiableList(links);
  }

  /**
   * Recordings that are put beside an incident and show what few people should see, each with what
   * that is, by {@link FootageNotes#key}: said with the link that stands.
   */
  public static Map<String, String> sensitive(IncidentRecord record) {
    Map<String, String> sensitive = new HashMap<>();
    for (RecordedAct deed : record.deeds()) {
      boolean linked = Act.FOOTAGE_LINKED.is(deed.act());
      if (linked || Act.FOOTAGE_UNLINKED.is(deed.act())) {
        String key =
            FootageNotes.key(
                deed.with().text("source").orElse(""), deed.with().text("clip").orElse(""));
        Optional<String> what =
            linked
                ? deed.with().text("sensitive").filter(one -> !one.equals("none"))
                : Optional.empty();
        if (what.isPresent()) {
          sensitive.put(key, what.get());
        } else {
          sensitive.remove(key);
        }
      }
    }
    return sensitive;
  }

  /**
   * Which children recordings that are put beside an incident show, by {@link FootageNotes#key}: as
   * whoever put one there, or watched it, said with the link that stands. Who was crossed out since
   * is left out.
   */
  public static Map<String, List<FieldPath>> children(IncidentRecord record) {
    Map<String, List<FieldPath>> children = new HashMap<>();
    for (RecordedAct deed : record.deeds()) {
      boolean linked = Act.FOOTAGE_LINKED.is(deed.act());
      if (linked || Act.FOOTAGE_UNLINKED.is(deed.act())) {
        List<FieldPath> shown = new ArrayList<>();
        for (Json one : linked ? deed.with().items("children") : List.<Json>of()) {
          if (one instanceof Json.Text path && isChild(record, path.value())) {
            shown.add(new FieldPath(path.value()));
          }
        }
        children.put(
            FootageNotes.key(
                deed.with().text("source").orElse(""), deed.with().text("clip").orElse("")),
            Collections.unmodifiableList(shown));
      }
    }
    return children;
  }

  /** Whether that is the path of a child that stands in an incident. */
  public static boolean isChild(IncidentRecord record, String path) {
    return !FieldPath.fault(path).isPresent()
        && path.startsWith(Incident.CHILD + '/')
        && Placed.isStanding(record, new FieldPath(path));
  }

  /** The officers whose reason for having no recording a supervisor has accepted, as it stands. */
  public static Set<String> excused(IncidentRecord record) {
    Map<String, RecordedAct> last = new HashMap<>();
    for (RecordedAct deed : record.deeds()) {
      if (Act.ACCEPT_REASON.is(deed.act()) || Act.REFUSE_REASON.is(deed.act())) {
        deed.with().text("op").ifPresent(op -> last.put(op, deed));
      }
    }
    Set<String> excused = new TreeSet<>();
    for (String officer : Attending.officers(record)) {
      String prompt = Incident.CAMERA + '.' + officer;
      Optional<Field> reason =
          FieldPath.fault("reason." + prompt).isPresent()
              ? Optional.empty()
              : record.field(new FieldPath("reason." + prompt));
      if (reason.isPresent() && reason.get().standing().size() == 1) {
        RecordedAct deed = last.get(reason.get().standing().get(0).id().toString());
        if (deed != null
            && Act.ACCEPT_REASON.is(deed.act())
            && deed.with().text("prompt").equals(Optional.of(prompt))) {
          excused.add(officer);
        }
      }
    }
    return excused;
  }

  private static Optional<Window> part(Json.Obj with) {
    Optional<Long> from = with.whole("from");
    Optional<Long> to = with.whole("to");
    return from.isPresent() && to.isPresent() && from.get() <= to.get()
        ? Optional.of(new Window(from.get(), to.get()))
        : Optional.empty();
  }
}
