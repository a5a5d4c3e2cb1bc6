package uk.seenheard.sync.prompt;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.logic.Facts;

/** A subject together with the item that a prompt is asked apart for: {@code item}, its name. */
record ItemFacts(Facts subject, String item, @Nullable Facts entry) implements Facts {
  @Override
  public @Nullable Json at(String path) {
    if (path.equals("item")) {
      return Json.of(item);
    }
    return path.startsWith("item.")
        ? entry == null ? null : entry.at(path.substring("item.".length()))
        : subject.at(path);
  }

  @Override
  public @Nullable List<? extends Facts> each(String path) {
    return subject.each(path);
  }
}
