package uk.seenheard.sync.footage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.codec.Json;
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

  private static Optional<Window> part(Json.Obj with) {
    Optional<Long> from = with.whole("from");
    Optional<Long> to = with.whole("to");
    return from.isPresent() && to.isPresent() && from.get() <= to.get()
        ? Optional.of(new Window(from.get(), to.get()))
        : Optional.empty();
  }
}
