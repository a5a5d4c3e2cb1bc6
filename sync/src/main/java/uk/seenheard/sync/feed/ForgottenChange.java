package uk.seenheard.sync.feed;

import java.util.Set;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;

/**
 * A change that a handset wrote, that the log had acknowledged, and whose content it had to forget:
 * evicted, or handed over with the handset. Position and hash are all that is left of it there.
 */
public record ForgottenChange(String incident, Hash hash) {
  private static final int ID_CHARS = 36;

  Json.Obj json() {
    return Json.object().put("incident", incident).put("hash", hash.hex()).build();
  }

  static ForgottenChange read(WireReader in) {
    WireReader known = in.knowing(Set.of("incident", "hash"));
    String incident = known.text("incident", ID_CHARS);
    if (!isNamed(incident)) {
      throw new WireFault("forgotten", "names an incident that is no UUID in lower case");
    }
    return new ForgottenChange(incident, known.hash("hash"));
  }

  private static boolean isNamed(String incident) {
    for (int i = 0; i < incident.length(); i++) {
      char c = incident.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f') && c != '-') {
        return false;
      }
    }
    return incident.length() == ID_CHARS;
  }
}
