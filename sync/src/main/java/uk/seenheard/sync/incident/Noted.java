package uk.seenheard.sync.incident;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;
import uk.seenheard.sync.reading.Days;

/**
 * Whence the words of a change were taken that was entered later than it was written: a notebook, a
 * scrap of paper, memory; and when they were written there.
 *
 * <p>It is the act {@code noted} in the same change, so that it stands in the record of every end,
 * of those too that have never heard of it. It says how words came here and moves nothing: what has
 * to be done by when counts as entered, and a moment that a form asks for is still asked for.
 *
 * @param from {@link #FROM}, or a word of a newer version
 * @param at when it was written, as forms take a moment
 */
public record Noted(String from, String at) {
  /** What officers write on before they come to a handset. */
  public static final List<String> FROM =
      Collections.unmodifiableList(new ArrayList<>(List.of("notebook", "scrap", "memory")));

  private static final long MINUTE = 60_000L;
  private static final long LONGEST = 14L * 24 * 60 * MINUTE;

  /** What an act says, or empty when it says no such thing, or nothing that can be read. */
  public static Optional<Noted> of(String act, Json.Obj with) {
    Optional<String> from = with.text("from").filter(text -> !text.isEmpty());
    Optional<String> at = with.text("at").filter(text -> Days.moment(text).isPresent());
    return Act.NOTED.is(act) && from.isPresent() && at.isPresent()
        ? Optional.of(new Noted(from.get(), at.get()))
        : Optional.empty();
  }

  /** What a change says of itself. */
  public static Optional<Noted> of(Change change) {
    for (Operation op : change.ops()) {
      if (op instanceof Operation.Act act) {
        Optional<Noted> noted = of(act.act(), act.with());
        if (noted.isPresent()) {
          return noted;
        }
      }
    }
    return Optional.empty();
  }

  /** Of every change of a record that was written on paper before, by the change's hash. */
  public static Map<Hash, Noted> in(IncidentRecord record) {
    Map<Hash, Noted> noted = new HashMap<>();
    for (RecordedAct deed : record.deeds()) {
      of(deed.act(), deed.with()).ifPresent(one -> noted.putIfAbsent(deed.id().change(), one));
    }
    return noted;
  }

  /** The act that says so in a change. */
  public Operation.Act act(Hash frontier) {
    return new Operation.Act(
        Act.NOTED.word(),
        Optional.empty(),
        Json.object().put("from", from).put("at", at).build(),
        List.of(),
        frontier);
  }

  /** When it was written, milliseconds since 1970. */
  public long millis() {
    return Days.moment(at).orElseThrow(() -> new IllegalStateException("no moment: " + at));
  }

  /**
   * When it was written, as far as that can be so of what was entered at a moment: before it, and
   * not weeks before. What is written later than it was entered was not written then.
   *
   * @param entered in true time, milliseconds since 1970
   */
  public OptionalLong before(long entered) {
    long written = millis();
    return written <= entered + uncertainty() && written >= entered - LONGEST
        ? OptionalLong.of(written)
        : OptionalLong.empty();
  }

  /** How far the time may be off that somebody read from a watch, or remembers, milliseconds. */
  public long uncertainty() {
    return "memory".equals(from) ? 15 * MINUTE : 5 * MINUTE;
  }

  /** In words, to stand behind what was written. */
  public String said() {
    switch (from) {
      case "notebook":
        return "from the notebook";
      case "scrap":
        return "from a scrap of paper";
      case "memory":
        return "from memory";
      default:
        return "from notes (" + from + ')';
    }
  }
}
