package uk.seenheard.officer.kernel;

import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.PlainJsonReader;
import uk.seenheard.sync.codec.UnreadableJson;

/**
 * The door through which a page reaches the kernel: texts in, texts out. What the published cases
 * ask of every end is answered here by the very code that the page runs on.
 */
public final class KernelDoor {
  private static final JsonReader READER = new PlainJsonReader();
  private static final PublishedCases CASES = new PublishedCases(READER);

  private KernelDoor() {}

  /**
   * What this end makes of a published case.
   *
   * @param kind the list that the case stands in, as {@code sync/vectors/README.md} names it, or
   *     {@code case} for a worked case together with its form
   * @param given the case as JSON text
   * @return the answer as canonical JSON text
   */
  public static String answer(String kind, String given) {
    if (kind.equals("text")) {
      return reading(given);
    }
    return CASES.answer(kind, (Json.Obj) READER.read(given)).canonical();
  }

  /** The canonical text of what a reader takes, empty for what it refuses. */
  private static String reading(String text) {
    try {
      return READER.read(text).canonical();
    } catch (UnreadableJson refused) {
      return "";
    }
  }
}
