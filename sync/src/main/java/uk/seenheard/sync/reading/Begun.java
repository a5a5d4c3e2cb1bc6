package uk.seenheard.sync.reading;

import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;

/** What an entry holds from the moment of its adding, without being asked. */
public final class Begun {
  /** 2020-01-01T00:00Z: no device of this product ran before. */
  private static final long FIRST_CLOCK = Days.of(2020, 1, 1) * 86_400_000L;

  private Begun() {}

  /** Whether a device's clock can be right that shows this, milliseconds since 1970. */
  public static boolean canBeRight(long now) {
    return now >= FIRST_CLOCK;
  }

  /**
   * What an entry is added with: what was given, and of each moment that is taken to be the one of
   * adding (when a child's words were said), that moment. A clock that cannot be right says none.
   *
   * @param now milliseconds since 1970
   */
  public static Json.Obj of(Form form, String collection, Json.Obj given, long now) {
    Json.Obj value = given;
    for (FormField field : form.fieldsOf(collection)) {
      if (field.fromNow() && canBeRight(now) && !given.get(field.name()).isPresent()) {
        value = value.with(field.name(), Json.of(Days.text(now)));
      }
    }
    return value;
  }
}
