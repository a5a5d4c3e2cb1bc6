package uk.seenheard.sync.footage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;

/**
 * What was decided of an incident's recordings for a prosecution: whether each is relevant, and to
 * whom it was given. A recording counts whether it is linked or not.
 *
 * @param judged by recording, what was said last of whether it is relevant
 * @param disclosed by recording, each time that it was given to somebody
 */
public record FootageRegister(
    Map<String, RecordedAct> judged, Map<String, List<RecordedAct>> disclosed) {
  public FootageRegister {
    judged = Collections.unmodifiableMap(new LinkedHashMap<>(judged));
    disclosed = Collections.unmodifiableMap(new LinkedHashMap<>(disclosed));
  }

  /** As an incident has it. */
  public static FootageRegister of(IncidentRecord record) {
    Map<String, RecordedAct> judged = new LinkedHashMap<>();
    Map<String, List<RecordedAct>> disclosed = new LinkedHashMap<>();
    for (RecordedAct deed : record.deeds()) {
      Optional<String> source = deed.with().text("source");
      Optional<String> clip = deed.with().text("clip");
      if (source.isPresent() && clip.isPresent()) {
        String key = FootageNotes.key(source.get(), clip.get());
        if (Act.FOOTAGE_JUDGED.is(deed.act())) {
          judged.put(key, deed);
        } else if (Act.FOOTAGE_DISCLOSED.is(deed.act())) {
          disclosed.computeIfAbsent(key, any -> new ArrayList<>()).add(deed);
        }
      }
    }
    return new FootageRegister(judged, disclosed);
  }

  /** Whether a recording is relevant ({@code yes}, {@code no}, {@code unsure}), if said. */
  public Optional<RecordedAct> judged(String source, String clip) {
    return Optional.ofNullable(judged.get(FootageNotes.key(source, clip)));
  }

  /** Each time that a recording was given to somebody. */
  public List<RecordedAct> disclosed(String source, String clip) {
    return disclosed.getOrDefault(FootageNotes.key(source, clip), List.of());
  }
}
