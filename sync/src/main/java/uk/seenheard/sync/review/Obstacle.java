package uk.seenheard.sync.review;

import java.util.Optional;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/**
 * Something that an authorisation waits for: a <em>must</em> prompt that is open or whose reason
 * nobody accepted.
 *
 * @param prompt the prompt's id
 * @param finding the inspection finding it answers, such as {@code F4}
 * @param subject the child, adult … it is about; empty for the incident
 * @param question what was to be answered, in plain words
 */
public record Obstacle(
    String prompt, String finding, Optional<FieldPath> subject, String question) {

  /** The obstacle as clients see it. */
  public Json.Obj json() {
    return Json.object()
        .put("prompt", prompt)
        .put("finding", finding)
        .put("subject", subject.map(FieldPath::text))
        .put("question", question)
        .build();
  }
}
