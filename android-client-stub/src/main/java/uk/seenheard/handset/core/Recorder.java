package uk.seenheard.handset.core;

import java.util.Map;
import java.util.Optional;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/** Who records what an officer says: as it happens, or from what they wrote down before. */
public interface Recorder {
  /** Answers a field; the answer replaces what stands there in this handset's view. */
  Change answer(String incident, FieldPath field, Json value, Optional<String> reason);

  /** Adds an entry (a child, an adult …) together with what is known of it at once. */
  FieldPath addEntry(String incident, String collection, Json.Obj value, Map<String, Json> answers);

  /** Adds a child's words as they were said; they never change afterwards. */
  FieldPath addStatement(String incident, FieldPath child, String words, Json.Obj more);
}
