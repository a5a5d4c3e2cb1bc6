package uk.seenheard.handset.core;

import uk.seenheard.sync.codec.Json;

/**
 * What is left after a wipe.
 *
 * @param supervisor on whose word unsent changes were given up; empty when there were none
 * @param unsent how many changes were lost
 * @param at the device's clock, milliseconds since 1970
 */
public record WipeReceipt(String supervisor, long unsent, long at) {

  String text() {
    return Json.object()
        .put("supervisor", supervisor)
        .put("unsent", unsent)
        .put("at", at)
        .build()
        .canonical();
  }

  static WipeReceipt read(Json value) {
    Json.Obj in = value instanceof Json.Obj object ? object : Json.EMPTY;
    return new WipeReceipt(
        in.text("supervisor").orElse(""), in.whole("unsent").orElse(0L), in.whole("at").orElse(0L));
  }
}
